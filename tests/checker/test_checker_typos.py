"""Slips of the pen: words near a set phrase, words that stand twice, words without a space between."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.audit import audit_bytes
from extractor.checker import typos
from extractor.language.lexicon import known_syllables, slip_keys, slip_rank
from extractor.rulebook import Rulebook, load_rulebook

HEAD = "ỦY BAN NHÂN DÂN\nXÃ ĐỨC LƯƠNG\nKẾ HOẠCH\nGiảm nghèo năm 2023\nI. NHIỆM VỤ\n"


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    return load_rulebook()


def slips(body: str) -> list[tuple[str, str | None]]:
    audit = audit_bytes(f"{HEAD}{body}\n".encode(), "plan.txt", "plan.txt", rules())
    return [(f.text, f.expected) for f in audit.findings if f.rule == "typo-suspected"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Xã phân đấu giảm hộ nghèo.", [("phân đấu", "phấn đấu")]),
        ("- Phân đầu giảm hộ nghèo.", [("Phân đầu", "Phấn đấu")]),
        ("Hồ sơ thăm định gửi về huyện.", [("thăm định", "thẩm định")]),
        ("Đăng trên báo trí của tỉnh.", [("báo trí", "báo chí")]),
        ("Cung cấp thôn tin cho hộ nghèo.", [("thôn tin", "thông tin")]),
        ("Đội ngũ công tác viên giảm nghèo.", [("công tác viên", "cộng tác viên")]),
        ("Phát trên đài tuyền thanh xã.", [("tuyền thanh", "truyền thanh")]),
        ("Giải quyết viềc làm cho lao động.", [("Giải quyết viềc làm", "Giải quyết việc làm")]),
        ("Người dân còn lúng tứng khi làm đơn.", [("lúng tứng", "lúng túng")]),
        ("Xã dành một khoảng kinh phí sửa cầu.", [("một khoảng kinh phí", "một khoản kinh phí")]),
        ("Mua dây truyền sản xuất miến dong.", [("dây truyền sản xuất", "dây chuyền sản xuất")]),
        ("Trồng mới 9 ha cây cao sủ.", [("cây cao sủ", "cây cao su")]),
        ("Làm tốt trong trong công tác này.", [("trong trong", "trong")]),
        (
            "Dùng kết quả làm làm căn cứ, chia thành ba vùng vùng chè.",
            [("làm làm", "làm"), ("vùng vùng", "vùng")],
        ),
        ("Thực hiện trong\ntrong quý I năm 2023.", [("trong trong", "trong")]),
        ("Mở lớptập huấn cho cán bộ.", [("lớptập", "lớp tập")]),
        ("Dùng internet.Tham dự hội nghị.", [("internet.Tham", "internet. Tham")]),
        ("Kéo nươc về bản trên.", [("nươc", "nước")]),
        ("Hộ nào cũng đươc mời họp.", [("đươc", "được")]),
        ("Ao hồ rất cần thiềt.", [("thiềt", "thiết")]),
        ("Gửi quà đến các .hộ ở bản.", [(".hộ", "hộ")]),
        ("Theo Chỉ thị so 12-CT/TU ngày 05/3/2022 của Tỉnh ủy.", [("Chỉ thị so", "Chỉ thị số")]),
        ("Tùy đặc diêm tình hình của xã.", [("đặc diêm tình hình", "đặc điểm tình hình")]),
        ("Mời Bộ Chỉ huy Quân sự tinh dự họp.", [("Quân sự tinh", "Quân sự tỉnh")]),
        ("Gửi Phòng Giáo duc huyện.", [("Giáo duc", "Giáo dục")]),
        ("Mỗi bản một trạm di động động.", [("động động", "động")]),
        ("Nước thải thải, đất sạt lở.", [("thải thải", "thải")]),
        ("Căn cứ Căn cứ Kế hoạch số 5/KH-UBND ngày 02/3/2022;", [("Căn cứ Căn cứ", "Căn cứ")]),
        ("- Rà soát rà soát danh sách.", [("Rà soát rà soát", "Rà soát")]),
        ("Làm đúng qu y định của xã.", [("qu y", "quy")]),
        ("Huyện c hấp thuận cho làm.", [("c hấp", "chấp")]),
        (
            "Lớp đào nghề của các đơn vị trên địa Thành phố, có hiệu lực kể ngày ký.",
            [
                ("đào nghề", "đào tạo nghề"),
                ("trên địa Thành phố", "trên địa bàn thành phố"),
                ("kể ngày", "kể từ ngày"),
            ],
        ),
        ("Bộ đội giúp xây trạm tế xã.", [("trạm tế", "trạm y tế")]),
        ("Các lĨnh vực khác.", [("lĨnh", "lĩnh")]),
        ("Theo tờ trình ngày 05 tháng 3 tháng 2022 của xã.", [("tháng 2022", "năm 2022")]),
        (
            "Đổi phướng thức làm ăn, cấp vật tu cho hộ.",
            [("phướng thức", "phương thức"), ("vật tu", "vật tư")],
        ),
    ],
)
def test_slips_are_told(body: str, expected: list[tuple[str, str]]) -> None:
    assert slips(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Phấn đấu thẩm định kịp thời, cung cấp thông tin trên báo chí.",
        "Công tác viên chức được quan tâm.",
        "Trong khoảng kinh phí được giao; cây cao sản; dây truyền dịch.",
        "Chọn đơn vị có kinh nghiệm trong việc dạy nghề.",
        "Theo thiết kế hoặc theo mẫu; ở nhà trường hoặc ở nhà.",
        "Bà Phan Đậu, ông Báo Trí, thôn Thông Tín.",
        "Các nhóm: người dẫn đường, người đang học.",
        "Đi từ từ, dần dần, ngày ngày.",
        "Trạm của xã, hộ nào cũng đến.",
        "STT\tThôn\tTổng số hộ\tSố hộ nghèo\n1\tNà Lủng\t90\t12\n2\tPhiêng Cài\t80\t9\n3\tNà Ớt\t70\t8",
        "UBND, HĐND, UBMTTQ; Internet; 12 kilôgam; TP.Cần Thơ; www.abc.Gov.vn",
        "Kỳ họp nào cũng mời trưởng xóm đến nói rõ việc chậm.",
        "Hội nghị mời trưởng khu và mời trưởng bản dự họp.",
        "Tập cho dân dùng điện thoại báo lũ, lắp loa báo bão.",
        "Khai thác crômit, dùng internet, robot; ghi tệp .docx và .pdf; bản Păc, Ea Lăc.",
        "Giảm nghèo theo Kế hoạch so 5 hộ với năm trước.",
        "Kế hoạch so với Nghị quyết là thấp hơn.",
        "Chọn nơi đặt điểm thu gom.",
        "Bản Thông tín, thôn Hợp tac, khu Phân đầu đều có nước.",
        "Ban chỉ đạo chỉ đạo các thôn; tổ công tác công tác ở bản.",
        "Khảo sát sát thực tế; mức độ độ che phủ; số lượng lượng mưa đo được.",
        "Các hoạt động động viên hộ nghèo; cán bộ bộ đội về bản; quyền con người Người dân được biết.",
        "Hỗ trợ pháp lý, bảo đảm y tế, nguồn nước hoạt động tốt; Ủy ban Dân tộc; tạo nghề, bảo trợ hội viên nghèo.",
        "Sản xuất lao động nhiều, đào tạo kiện tướng; bản Đào Nghề; khu cư xá; Hội Nhân Dân; hợp xã 12.",
        "Hỗ trợ đất ở ở các bản, hộ chăn nuôi nuôi thêm bò; chương trình trình huyện; hoạt động Động Thờ.",
        "Xã hội hội nhập; đi từng bước từng bước.",
        "Khoản c ăn theo mức cũ; điểm b ảnh hưởng; gan b ệnh viện; dài 5 m ương.",
        "Dùng eKYC, VNeID, kWh, pH; gửi iPhone.",
        "Từ tháng 3 tháng này sang tháng 5 năm 2022.",
    ],
)
def test_what_is_no_slip(body: str) -> None:
    assert slips(body) == []


def test_a_syllable_that_may_be_two_others_is_not_told() -> None:
    assert slips("Ông cha biêt rồi.") == []


@pytest.mark.parametrize(
    ("written", "meant", "rank"),
    [
        ("đầu", "đấu", 0),
        ("trí", "chí", 1),
        ("thôn", "thông", 1),
        ("tuyền", "truyền", 2),
        ("xã", "huyện", None),
        ("xã", "xã", None),
        ("bản", "bán", 0),
        ("án", "bán", None),
    ],
)
def test_slip_rank(written: str, meant: str, rank: int | None) -> None:
    assert slip_rank(written, meant) == rank


_SYLLABLES = st.sampled_from(sorted(known_syllables()))


@st.composite
def _near_syllables(draw: st.DrawFn) -> tuple[str, str]:
    """A syllable of the dictionary and what is left of it when a letter or two are changed."""
    meant = draw(_SYLLABLES)
    cut = draw(st.integers(0, len(meant)))
    added = draw(st.sampled_from(("", "h", "g", "n", "gi", "tr", "x", "y", "i", "ngh")))
    return meant[:cut] + added + meant[cut + draw(st.integers(0, 2)) :], meant


@settings(max_examples=400, deadline=None)
@given(syllables=st.tuples(_SYLLABLES, _SYLLABLES) | _near_syllables())
def test_a_slip_shares_a_key_with_what_is_meant(syllables: tuple[str, str]) -> None:
    written, meant = syllables
    if written and slip_rank(written, meant) is not None:
        assert set(slip_keys(written)) & set(slip_keys(meant))


@pytest.mark.parametrize(
    ("written", "meant"), [("y", "i"), ("gi", "d"), ("tý", "tí"), ("chí", "trí"), ("ấp", "ập")]
)
def test_a_slip_of_few_letters_shares_a_key(written: str, meant: str) -> None:
    assert slip_rank(written, meant) is not None
    assert set(slip_keys(written)) & set(slip_keys(meant))


_WORDS = (
    "phân đấu",
    "phấn đấu",
    "trong",
    "lớptập",
    "chương trình",
    "mục tiêu",
    "quốc",
    "gia",
    "giá",
    "hộ nghèo",
)
_MORE_WORDS = (
    "thăm",
    "định",
    "thôn",
    "tin",
    "công tác",
    "viên",
    ",",
    ".",
    "(",
    ")",
    "\n",
    "\n- ",
    "Xã",
    "12",
)
_PIECES = st.sampled_from(_WORDS) | st.sampled_from(_MORE_WORDS)


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(_PIECES, min_size=1, max_size=40))
def test_the_screen_passes_nothing_that_is_told(pieces: Sequence[str]) -> None:
    body = " ".join(pieces)
    screened = slips(body)

    def all_of_them(_: typos.Screen, tokens: Sequence[str]) -> tuple[set[int], set[tuple[str, str]]]:
        return set(range(len(tokens))), set(product(tokens, repeat=2))

    with patch.object(typos.Screen, "hits", all_of_them):
        assert slips(body) == screened


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kéo dây (nươc\tra), về bản.", [("nươc", "nước")]),
        ("Kéo dây,nươc; họp bản,nGhèo.", [("nươc", "nước"), ("nGhèo", "nghèo")]),
        ("Mở lớp (đào nghề) cho 3 bản.", [("đào nghề", "đào tạo nghề")]),
        ("Trạm di động động; trạm y tế.", [("động động", "động")]),
    ],
)
def test_slips_beside_marks_are_told_as_between_spaces(body: str, expected: list[tuple[str, str]]) -> None:
    assert slips(body) == expected
