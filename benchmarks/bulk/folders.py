"""Many short plans, quick to write and to read: what is measured is the scan, not the reading."""

import random
import zipfile
from pathlib import Path
from typing import Final

_PLAN: Final = """ỦY BAN NHÂN DÂN XÃ {name}
Số: {number}/KH-UBND

KẾ HOẠCH
Thực hiện Chương trình giảm nghèo bền vững năm {year} trên địa bàn xã {name}

I. MỤC TIÊU
Giảm tỷ lệ hộ nghèo từ {p},{q}% xuống còn {r},{q}%; hỗ trợ {n} hộ nghèo phát triển sản xuất.
II. KINH PHÍ
Tổng kinh phí: {total} triệu đồng, trong đó: ngân sách trung ương {central} triệu đồng, ngân sách địa phương {local} \
triệu đồng. Nơi nhận: Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ.
"""
_NAMES: Final = ("Khe Vàng", "Nậm Rốm", "Đồi Sim", "Suối Cát", "Bản Lùng", "Hòa Tân", "Phú Lộc", "Ea Bông")


def short_plan(number: int) -> str:
    """A plan of a dozen lines; the same number gives the same plan, one in nine does not add up."""
    rng = random.Random(number)
    central, local = rng.randrange(200, 900), rng.randrange(20, 200)
    return _PLAN.format(
        name=_NAMES[number % len(_NAMES)],
        number=number,
        year=2022 + number % 4,
        p=rng.randrange(8, 30),
        q=rng.randrange(10),
        r=rng.randrange(2, 8),
        n=rng.randrange(5, 90),
        total=central + local + (100 if number % 9 == 0 else 0),
        central=central,
        local=local,
    )


def write_plans(folder: Path, count: int) -> int:
    """`count` files, a hundred a folder: plans, now and then a copy, every tenth in an archive; how many in all.

    The archives come on top, as files of their own.
    """
    archives = 0
    for start in range(0, count, 100):
        below = folder / f"{start // 100:03}"
        below.mkdir(parents=True)
        numbers = range(start, min(start + 100, count))
        packed = [number for number in numbers if number % 10 == 9]
        for number in numbers:
            if number not in packed:
                (below / f"{number:05}.txt").write_text(_of(number), encoding="utf-8")
        if packed:
            archives += 1
            with zipfile.ZipFile(below / "x.zip", "w") as archive:
                for number in packed:
                    archive.writestr(f"xã/{number:05}.txt", _of(number))
    return count + archives


def _of(number: int) -> str:
    """One in fifty is a copy of the plan before."""
    return short_plan(number - 1 if number % 50 == 49 else number)
