"""Made-up plans of communes, written as the sources of the samples are: the same seed gives the same plan.

Every sum, rate and date in them is right; the annotations say where the figures stand.
"""

import random
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from seeded import made_words as words
from seeded.figures import write
from seeded.spelled import spelled

Entry = dict[str, Any]
_ROWS = 5


def make_source(seed: int) -> dict[str, Any]:
    """The source of one plan, as `maker.model` reads it."""
    return _Maker(seed).source()


def percent(part: int, whole: int, decimals: int) -> str:
    """The share as such plans print it, halves up: `27,50`."""
    value = (100 * Decimal(part) / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return write(value, decimals)


class _Maker:
    """Writes one plan, block by block, and keeps what must hold of its figures."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.commune, self.district, self.province = words.PLACES[seed % len(words.PLACES)]
        self.year = 2022 + seed % 4
        self.issued = (self.rng.randrange(8, 28), self.rng.randrange(1, 3))
        self.checks: dict[str, list[str]] = {}
        self.numbers: set[int] = set()
        self.with_appendix = seed % 2 == 0

    def source(self) -> dict[str, Any]:
        day, month = self.issued
        date = f"ngày {day:02} tháng {month:02} năm {self.year}"
        signer = self.rng.choice(words.SIGNERS)
        serial = self.rng.randrange(12, 190)
        blocks = list(self._blocks())
        return {
            "format": "txt",
            "txt": ("plain", "wrapped", "plain", "nfd")[self.seed % 4],
            "head": {
                "issuer": ["ỦY BAN NHÂN DÂN", f"XÃ {self.commune.upper()}"],
                "number": f"Số: {serial}/KH-UBND",
                "date": f"{self.commune}, {date}",
                "title": [f"Giảm nghèo bền vững năm {self.year}", f"trên địa bàn xã {self.commune}"],
                "signature": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", signer],
            },
            "document": {
                "number": f"{serial}/KH-UBND", "issued_on": f"{self.year}-{month:02}-{day:02}",
                "place": self.commune, "issuer": f"UBND xã {self.commune}", "issuer_level": "commune",
                "plan_year": str(self.year),
            },
            "recipients": [f"UBND huyện {self.district} (b/c);", "Đảng ủy, HĐND xã;", "Lưu: VT."],
            "checks": {name: "\n".join(lines) for name, lines in self.checks.items()},
            "blocks": blocks,
        }  # fmt: skip

    def _blocks(self) -> Iterator[Entry]:
        for template in words.BASES:
            yield self._citing("basis", template, lead="số ")
        yield {
            "p": f"Ủy ban nhân dân xã {self.commune} xây dựng kế hoạch giảm nghèo năm {self.year} như sau:"
        }
        yield {"h1": f"I. KẾT QUẢ THỰC HIỆN NĂM {self.year - 1}"}
        yield from self._results()
        yield {"h1": f"II. MỤC TIÊU NĂM {self.year}"}
        yield from self._goals()
        yield {"h1": "III. KINH PHÍ THỰC HIỆN"}
        yield from self._money()
        yield {"h1": "IV. GIẢI PHÁP"}
        for at, line in enumerate(self.rng.sample(words.PROSE, 4), start=1):
            yield {"n2": f"{at}. {line}"}
        yield self._citing("p", self.rng.choice(words.CITING))
        yield {"h1": "V. TỔ CHỨC THỰC HIỆN"}
        yield from self._tasks()
        yield {"p": f"Trên đây là Kế hoạch giảm nghèo bền vững năm {self.year} của xã {self.commune}."}
        if self.with_appendix:
            yield {"appendix": "PHỤ LỤC\nHộ nghèo, hộ cận nghèo của các thôn"}
            yield self._village_table()

    def _citing(self, kind: str, template: str, lead: str = "số ") -> Entry:
        type_, form, issuer = self.rng.choice(words.CITED)
        serial = self.rng.choice([n for n in range(510, 960) if n not in self.numbers])
        self.numbers.add(serial)
        year = self.rng.randrange(2019, self.year)
        number = form.format(n=serial, y=year)
        places = {"province": self.province, "district": self.district}
        day, month = self.rng.randrange(2, 28), self.rng.randrange(1, 12)
        date = f"{day:02}/{month}/{year}" if self.seed % 2 else f"{day:02} tháng {month:02} năm {year}"
        cited = f"{type_} {lead}{number} ngày {date} của {issuer.format(**places)}"
        issuer = issuer.format(**places)
        note = f"{cited} | {type_} | {number} | {issuer} | {year}-{month:02}-{day:02}"
        return {kind: template.format(cited=cited), "c": note}

    def _results(self) -> Iterator[Entry]:
        yield {"set": {"status": "actual", "year": str(self.year - 1)}}
        yield {"h2": "1. Kết quả giảm nghèo"}
        yield {"p": self.rng.choice(words.PROSE)}
        yield from self._population()
        yield {"h2": "2. Kết quả thực hiện chính sách"}
        for template, indicator, unit in self.rng.sample(words.RATIOS, 4):
            yield self._ratio(template, indicator, unit)
        yield {"h2": "3. Tồn tại, hạn chế"}
        for line in self.rng.sample(words.PROSE, 2):
            yield {"dash": line}

    def _population(self) -> Iterator[Entry]:
        whole = self.rng.randrange(900, 2600)
        poor, near = self.rng.randrange(90, 420), self.rng.randrange(60, 300)
        pairs = [(n, percent(n, whole, 2)) for n in (poor, near)]
        text = (
            f"Cuối năm {self.year - 1} toàn xã có {pairs[0][0]} hộ nghèo, tỷ lệ {pairs[0][1]}% "
            f"và {pairs[1][0]} hộ cận nghèo, tỷ lệ {pairs[1][1]}%."
        )
        self._must("population", "; ".join(f"{n} : {p.replace(',', '.')}%" for n, p in pairs))
        kinds = ("poor_households", "poverty_rate"), ("near_poor_households", "near_poverty_rate")
        notes = []
        for (count, rate), (n, p), noun in zip(kinds, pairs, ("hộ nghèo", "hộ cận nghèo"), strict=True):
            notes.append(f"{n} {noun} | {count} | {n} household | -")
            notes.append(f"{n} {noun}, tỷ lệ {p}% | {rate} | {p.replace(',', '.')} percent | -")
        yield {"dash": text, "t": "\n".join(notes)}
        for village in self.rng.sample(words.VILLAGES, 2):
            houses = self.rng.randrange(31, 96)
            rate = percent(self.rng.randrange(4, 20), houses, 1)
            self._must("known", f"{houses} : {rate}")
            text = words.KNOWN_RATE.format(village=village, whole=houses, rate=rate)
            yield {"dash": text}

    def _ratio(self, template: str, indicator: str, unit: str) -> Entry:
        whole = self.rng.randrange(40, 480)
        count = self.rng.randrange(whole // 2, whole)
        rate = percent(count, whole, 1)
        text = template.format(a=count, b=whole, r=rate)
        self._must("ratios", f"{count}/{whole} = {rate.replace(',', '.')}")
        notes = (
            f"{text} | {indicator} | {count} {unit} | - | den={whole}\n"
            f"{text} | plan_completion_rate | {rate.replace(',', '.')} percent | -"
        )
        return {"dash": text, "t": notes}

    def _goals(self) -> Iterator[Entry]:
        yield {"set": {"status": "target", "year": str(self.year)}}
        yield {"h2": "1. Mục tiêu chung"}
        yield {"p": self.rng.choice(words.PROSE)}
        yield {"p": f"Phạm vi thực hiện: trên địa bàn xã {self.commune}."}
        yield {"h2": "2. Mục tiêu cụ thể"}
        for template, indicator, _ in self.rng.sample(words.RATES, 3):
            p = write(Decimal(self.rng.randrange(610, 990)) / 10, 1)
            yield {
                "dash": template.format(p=p),
                "t": f"{p}% | {indicator} | {p.replace(',', '.')} percent | reach",
            }
        for template, indicator, unit in self.rng.sample(words.COUNTS, 2):
            n = self.rng.randrange(21, 240)
            text = template.format(n=n)
            yield {"dash": text, "t": f"{text} | {indicator} | {n} {unit} | reach"}
        for template in self.rng.sample(words.GROWTHS, 2):
            yield self._growth(template)
        yield self._shares()
        leaving = self.rng.randrange(12, 60)
        text = f"Phấn đấu đến cuối năm {self.year} có {leaving} hộ thoát nghèo."
        yield {"dash": text, "t": f"{text} | other | {leaving} household | reach"}

    def _growth(self, template: str) -> Entry:
        low, change = self.rng.randrange(211, 780), self.rng.randrange(12, 140)
        figures = [write(Decimal(n) / 10, 1) for n in (low, low + change, change)]
        text = template.format(low=figures[0], high=figures[1], change=figures[2])
        self._must("growth", text)
        return {"dash": text}

    def _shares(self) -> Entry:
        a, b = self.rng.randrange(301, 560), self.rng.randrange(121, 260)
        text = words.SHARES.format(
            **{name: write(Decimal(n) / 10, 1) for name, n in zip("abc", (a, b, 1000 - a - b), strict=True)}
        )
        self._must("shares", text)
        return {"dash": text}

    def _money(self) -> Iterator[Entry]:
        for at, template in enumerate(self.rng.sample(words.SUMS, 3), start=1):
            yield self._sum(at, template)
        dong = self.rng.randrange(1200, 9800) * 1_000_000 + self.rng.choice((0, 500_000))
        text = words.WORDED.format(total=write(Decimal(dong), 0), words=spelled(dong))
        self._must("words", text)
        note = f"{text} | {Decimal(dong) / 1_000_000} | amount | - | unit=đồng"
        yield {"p": text, "b": note}
        yield {"p": "Kinh phí theo nội dung được tổng hợp tại biểu dưới đây:"}
        yield {"unit": "Đơn vị tính: triệu đồng"}
        yield self._table()
        if self.with_appendix:
            yield {"p": "Số hộ của từng thôn (chi tiết tại Phụ lục kèm theo)."}

    def _sum(self, at: int, template: str) -> Entry:
        scale = self.rng.choice((1, 10))
        parts = [self.rng.randrange(110, 9000) for _ in range(template.count("{p"))]
        values = [Decimal(n) / scale for n in parts]
        shown = [
            write(v, len(str(v).partition(".")[2].rstrip("0"))) for v in (sum(values, Decimal(0)), *values)
        ]
        fields = {f"p{n}": figure for n, figure in enumerate(shown[1:])}
        text = f"{at}. {template.format(total=shown[0], **fields)}"
        total = sum(values, Decimal(0))
        self._must("sums", f"{total} = {' + '.join(map(str, values))}")
        notes = [f"{shown[0]} triệu đồng | {total} | total | mixed"]
        notes += [f"{s} triệu đồng | {v} | part | -" for s, v in zip(shown[1:], values, strict=True)]
        return {"n2": text, "b": "\n".join(notes)}

    def _table(self) -> Entry:
        labels = ("Dạy nghề, việc làm", "Chuồng trại, con giống", "Nước sinh hoạt", "Nhà ở", "Truyền thông")
        values = [[self.rng.randrange(110, 6000) for _ in range(3)] for _ in labels]
        rows = [
            _row(str(n), label, [sum(v), *v])
            for n, (label, v) in enumerate(zip(labels, values, strict=True), 1)
        ]
        columns = [sum(v[i] for v in values) for i in range(3)]
        rows.append(_row("", "Tổng cộng", [sum(columns), *columns]))
        return {
            "table": {
                "widths": "1.2 5.6 2.4 2.4 2.2 2.2",
                "head": "STT | Nội dung | Tổng số | NSTW | NSĐP | Huy động",
                "columns": "text\nlabel\nbudget\nbudget source=central\nbudget source=local\n"
                "budget source=mobilised",
                "rows": "\n".join(rows),
            }
        }

    def _village_table(self) -> Entry:
        villages = self.rng.sample(words.VILLAGES, _ROWS)
        values = [
            (self.rng.randrange(60, 240), self.rng.randrange(8, 50), self.rng.randrange(5, 40))
            for _ in villages
        ]
        rows = [
            _row(str(n), f"Thôn {name}", v)
            for n, (name, v) in enumerate(zip(villages, values, strict=True), 1)
        ]
        rows.append(_row("", "Tổng cộng", [sum(v[i] for v in values) for i in range(3)]))
        return {
            "table": {
                "widths": "1.2 6 3 3 3",
                "head": "STT | Thôn | Tổng số hộ | Hộ nghèo | Hộ cận nghèo",
                "columns": "text\nlabel\ntarget indicator=other unit=household\n"
                "target indicator=poor_households unit=household\n"
                "target indicator=near_poor_households unit=household",
                "rows": "\n".join(rows),
            }
        }

    def _tasks(self) -> Iterator[Entry]:
        for at, template in enumerate(self.rng.sample(words.TASKS, 3), start=1):
            day, month = self.rng.randrange(2, 28), self.rng.randrange(4, 13)
            yield {"n2": f"{at}. {template.format(date=f'{day:02}/{month:02}/{self.year}')}"}
        yield {"h2": "4. Trách nhiệm của các thôn"}
        for letter, line in zip("abcdđe", self.rng.sample(words.PROSE, 6), strict=True):
            yield {"n3": f"{letter}) {line}"}

    def _must(self, name: str, line: str) -> None:
        self.checks.setdefault(name, []).append(line)


def _row(marker: str, label: str, values: Sequence[int]) -> str:
    return " | ".join((marker, label, *(write(Decimal(v), 0) for v in values)))
