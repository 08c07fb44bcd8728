"""Faults that one cause hid in many plans, each beside the sound sentence it is made of: read and judged whole."""

import pytest

from tests.checker.whole_plans import told

_SOUND_LIST = "1. Chăn nuôi\nĐã giao 20 con bò.\n2. Trồng trọt\nĐã trồng 15 ha chè."
_WITH_DASHES = (
    "1 - Đất lúa:\nGiá theo hạng.\n2 - Đất màu:\nGiá theo hạng.\n{} - Đất ven các thị trấn, gồm các xã và phường "
    "giáp ranh, đầu mối đường bộ và đường sông, khu mua bán, bến bãi và những nơi sinh hoạt thuận lợi khác được xếp "
    "vào loại này, khu ăn nghỉ:\nGiá theo hạng.\n4- Đất ở:\nGiá theo vị trí."
)
_OTHER_D = "1. Chung\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu.\n2. Riêng\n"


def rules(body: str) -> list[str]:
    return [rule for rule, _, _ in told(body)]


@pytest.mark.parametrize(
    ("sound", "faulty", "rule"),
    [
        pytest.param(
            "a) Ngân sách: 900 triệu đồng (vốn đầu tư 600 triệu đồng; vốn sự nghiệp 300 triệu đồng);",
            "a) Ngân sách: 900 triệu đồng (vốn đầu tư 610 triệu đồng; vốn sự nghiệp 300 triệu đồng);",
            "sum-mismatch",
            id="parts in a bracket of a lettered item",
        ),
        pytest.param(
            "- Kinh phí 50,5 tỷ đồng/năm; tỉnh bảo đảm 60% tương ứng 30.300 triệu đồng, "
            "huyện bảo đảm 40% tương ứng 20.200 triệu đồng.",
            "- Kinh phí 52,5 tỷ đồng/năm; tỉnh bảo đảm 60% tương ứng 30.300 triệu đồng, "
            "huyện bảo đảm 40% tương ứng 20.200 triệu đồng.",
            "sum-mismatch",
            id="parts told as shares of a sum a year",
        ),
        pytest.param(
            "- Có 86/92 đơn vị thuộc vùng khó khăn (chiếm 93,5%).",
            "- Có 86/92 đơn vị thuộc vùng khó khăn (chiếm 92,5%).",
            "ratio-mismatch",
            id="a ratio of things of any kind",
        ),
        pytest.param(
            "- Có 17/18 tổ xếp loại tốt (01 tổ mới lập chưa xếp loại), đạt 94,4%.",
            "- Có 15/18 tổ xếp loại tốt (01 tổ mới lập chưa xếp loại), đạt 94,4%.",
            "ratio-mismatch",
            id="a count in a bracket between",
        ),
        pytest.param(
            "- Giảm tỷ lệ trẻ em suy dinh dưỡng từ 36,4% xuống còn 30,2%, giảm 6,2%.",
            "- Giảm tỷ lệ trẻ em suy dinh dưỡng từ 36,4% xuống còn 30,2%, giảm 6,0%.",
            "growth-mismatch",
            id="a change two tenths off",
        ),
        pytest.param(
            "- Tạo việc làm cho 318/300 người, đạt 106% kế hoạch.",
            "- Tạo việc làm cho 318/300 người, đạt 106 kế hoạch.",
            "percent-missing",
            id="more than a hundred without its sign",
        ),
        pytest.param(
            "- Đưa 52/50 người đi làm việc ở các khu công nghiệp của tỉnh bạn, vượt mức huyện giao (104,0%).",
            "- Đưa 52/50 người đi làm việc ở các khu công nghiệp của tỉnh bạn, vượt mức huyện giao (104,0).",
            "percent-missing",
            id="a rate in brackets far behind its counts",
        ),
        pytest.param(
            "- Nâng tỷ lệ lao động qua đào tạo lên 66%; bằng 80% của huyện.",
            "- Nâng tỷ lệ lao động qua đào tạo lên 166%; bằng 80% của huyện.",
            "percent-range",
            id="a level beside another statement's comparison",
        ),
        pytest.param(
            "- Tỷ lệ nợ quá hạn dưới 0,2%.",
            "- Tỷ lệ nợ quá hạn dưới 101,2%.",
            "percent-range",
            id="a named share",
        ),
        pytest.param(
            "- Có 120 hộ nghèo, tỷ lệ 12,00% và 80 hộ cận nghèo, tỷ lệ 8,00%.",
            "- Có 120 hộ nghèo, tỷ lệ 12,00% và 80 hộ cận nghèo, tỷ lệ 108,00%.",
            "percent-range",
            id="a share told once, not also as a population",
        ),
        pytest.param(
            "- Giảm 48 hộ nghèo (1,20%), cuối năm còn 200 hộ nghèo, tỷ lệ 5,00%.",
            "- Giảm 48 hộ nghèo (3,20%), cuối năm còn 200 hộ nghèo, tỷ lệ 5,00%.",
            "rate-inconsistent",
            id="a cut far from the level beside it",
        ),
        pytest.param(
            _SOUND_LIST,
            _SOUND_LIST.replace("2. T", "1. T"),
            "numbering-duplicate",
            id="a list of two, both one",
        ),
        pytest.param(
            f"{_OTHER_D}a) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu.",
            f"{_OTHER_D}a) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm;\ng) Sáu.",
            "numbering-gap",
            id="a list without đ where the plan counts it",
        ),
        pytest.param(
            _WITH_DASHES.format(3),
            _WITH_DASHES.format(2),
            "numbering-gap",
            id="a long item set off by a dash",
        ),
        pytest.param(
            "- Cho vay mới 5,2 tỷ đồng từ nguồn Ngân hàng Chính sách xã hội.",
            "- Cho vay mới 5,2 từ nguồn Ngân hàng Chính sách xã hội.",
            "unit-missing",
            id="a loan without its unit",
        ),
        pytest.param(
            "1. Kinh phí 900 triệu đồng, gồm: tỉnh 2.000.000 đồng, huyện 898 triệu đồng.",
            "1. Kinh phí 900 triệu đồng, gồm: tỉnh 2.0000.000 đồng, huyện 898 triệu đồng.",
            "number-format",
            id="a sum one of whose figures has no value",
        ),
        *(
            pytest.param(sentence.format(right), sentence.format(wrong), "growth-mismatch", id=sentence[2:40])
            for sentence, right, wrong in [
                (
                    "- Tỷ lệ hộ nghèo còn 9,7%, giảm {} điểm phần trăm so với mức 12,4% hồi đầu năm.",
                    "2,7",
                    "3,7",
                ),
                ("- Xã còn 140 hộ nghèo, giảm {} hộ so với 178 hộ đầu năm.", "38", "48"),
                ("- Số hộ nghèo còn 140 hộ, giảm {} hộ so với năm 2022 (178 hộ).", "38", "48"),
                ("- Tỷ lệ hộ nghèo còn 9,7% (giảm {}% so với đầu năm là 12,4%).", "2,7", "3,7"),
                ("- Lao động qua đào tạo 60,4%, tăng {}% so với con số 58,2% của năm trước.", "2,2", "4,2"),
            ]
        ),
        *(
            pytest.param(
                sentence.format(*past), sentence.format(*coming), "period-not-elapsed", id=sentence[2:40]
            )
            for sentence, past, coming in [
                ("- Hết quý {} năm {} đã có 74 lao động được nhận vào xưởng.", ("IV", 2023), ("II", 2024)),
                ("- Tính đến hết quý {}/{}, đã cấp 120 thẻ bảo hiểm y tế.", ("III", 2023), ("III", 2024)),
                ("- Đến cuối quý {} năm {}, xã đã giải ngân 250 triệu đồng.", ("3", 2023), ("1", 2024)),
                ("- Kết thúc {} đầu năm {}, xã đã mở 04 lớp nghề.", ("6 tháng", 2023), ("6 tháng", 2024)),
            ]
        ),
        pytest.param(
            "- Đầu năm có 72 hộ nghèo bằng 9,24%, tỷ lệ hộ cận nghèo 8,15%.",
            "- Đầu năm có 72 hộ nghèo bằng 9,24%, tỷ lệ hộ cận nghèo 815%.",
            "percent-range",
            id="a share behind another that is set against something",
        ),
        pytest.param(
            "- Sửa 14 bếp, huy động xã hội hóa được 1,35 tỷ đồng; mở 03 lớp nghề.",
            "- Sửa 14 bếp, huy động xã hội hóa được 1,35; mở 03 lớp nghề.",
            "unit-missing",
            id="a small sum with decimals",
        ),
        pytest.param(
            "- Quỹ “Ngày vì người nghèo” của xã vận động từ 120 triệu đồng trở lên.",
            "- Quỹ “Ngày vì người nghèo” của xã vận động từ 120 trở lên.",
            "unit-missing",
            id="what a fund is to raise at the least",
        ),
        pytest.param(
            "- Thôn có 02 nhà cháy, đã được hỗ trợ khẩn cấp 30 triệu đồng.",
            "- Thôn có 02 nhà cháy, đã được hỗ trợ khẩn cấp 30.",
            "unit-missing",
            id="help in need without its unit",
        ),
        pytest.param(
            "- Sửa bếp 12 triệu đồng, sửa nhà 30 triệu đồng; khai hoang hỗ trợ 7,5 triệu đồng/hộ.",
            "- Sửa bếp 12 triệu đồng, sửa nhà 30 triệu đồng; khai hoang hỗ trợ 7,5 đồng/hộ.",
            "unit-scale",
            id="half a đồng a household",
        ),
        pytest.param(
            "1. Dư nợ 27.460 triệu đồng, trong đó: hộ nghèo 9.120 triệu đồng, hộ cận nghèo 8.340 triệu đồng, "
            "hộ khác 10.000 triệu đồng.",
            "1. Dư nợ 27.460 triệu đồng, trong đó: hộ nghèo 9.120 triệu đồng, hộ cận nghèo 8.340 triệu đồng, "
            "hộ khác 10.000 nghìn đồng.",
            "unit-scale",
            id="a round part under another unit",
        ),
        pytest.param(
            "1. Tổng vốn cho Kế hoạch là 4.731 triệu đồng. Trong đó, ngân sách tỉnh hỗ trợ 3.200 triệu đồng; ngân sách "
            "xã đối ứng 1.100,4 triệu đồng; nhân dân đóng góp 430,6 triệu đồng. Ngoài ra vay 1.250 triệu đồng.",
            "1. Tổng vốn cho Kế hoạch là 4.731 tỷ đồng. Trong đó, ngân sách tỉnh hỗ trợ 3.200 triệu đồng; ngân sách "
            "xã đối ứng 1.100,4 triệu đồng; nhân dân đóng góp 430,6 triệu đồng. Ngoài ra vay 1.250 triệu đồng.",
            "unit-scale",
            id="a comma behind the word that opens a sentence of parts",
        ),
        pytest.param(
            "- Không còn thôn nào có tỷ lệ hộ nghèo trên 20%.",
            "- Không còn thôn nào có tỷ lệ hộ nghèo trên 20.",
            "percent-missing",
            id="a bound of a rate that is a whole number",
        ),
        pytest.param(
            "- Tổ Văn hóa - Xã hội chủ trì rà soát hộ nghèo.",
            "- Tổ Văn hóa - Xã hội chủ tri rà soát hộ nghèo.",
            "typo-suspected",
            id="a slip beside a word that has its own",
        ),
        pytest.param(
            "- Phạm vi thực hiện: cả xã.",
            "- Phạm vi thựchiện: cả xã.",
            "typo-suspected",
            id="two words in one that could be cut in two places",
        ),
        *(
            pytest.param(
                sentence.format("2.100"), sentence.format("2.140"), "sum-mismatch", id=sentence[3:40]
            )
            for sentence in [
                "2. Tiến độ chi của tổng vốn {} triệu đồng: quý I 310 triệu đồng, quý II 640 triệu đồng, "
                "quý III 720 triệu đồng, quý IV 430 triệu đồng.",
                "2. Kinh phí {} triệu đồng, giải ngân theo tiến độ: quý 1: 310 triệu đồng; quý 2: 640 triệu đồng; "
                "quý 3: 720 triệu đồng; quý 4: 430 triệu đồng.",
                "2. Vốn cả năm {} triệu đồng (quý I 310 triệu đồng, quý II 640 triệu đồng, "
                "quý III 720 triệu đồng, quý IV 430 triệu đồng).",
                "2. Kinh phí {} triệu đồng, chia theo quý như sau: quý I chi 310 triệu đồng, quý II chi 640 triệu "
                "đồng, quý III chi 720 triệu đồng, quý IV chi 430 triệu đồng.",
            ]
        ),
        *(
            pytest.param(
                sentence.format("66,7"), sentence.format("68,7"), "ratio-mismatch", id=sentence[2:40]
            )
            for sentence in [
                "- Xã có 312 trên tổng số 468 thôn có nhà văn hóa dùng được, bằng {}%.",
                "- Đã cấp máy cho 312 hộ trên tổng số 468 hộ có nhu cầu, đạt {}%.",
                "- Có 312 hộ trong tổng số 468 hộ được vay vốn, chiếm tỷ lệ {}%.",
                "- Có 312 trên 468 hộ được dùng nước máy (đạt {}%).",
                "- Vận động được 312 trong số 468 em trở lại lớp, tương ứng {}%.",
            ]
        ),
        pytest.param(
            "1. Tổng kinh phí: 5.640 triệu đồng (Bằng chữ: Năm tỷ sáu trăm bốn mươi triệu đồng).\n"
            "- Dự án 1: 3.000 triệu đồng;\n- Dự án 2: 2.600 triệu đồng.",
            "1. Tổng kinh phí: 5.640 triệu đồng (Bằng chữ: Năm tỷ bốn trăm sáu mươi triệu đồng).\n"
            "- Dự án 1: 3.000 triệu đồng;\n- Dự án 2: 2.600 triệu đồng.",
            "amount-in-words-mismatch",
            id="words that are neither the figure nor its parts",
        ),
        *(
            pytest.param(sound, sentence, "appendix-missing", id=sentence[2:40])
            for sound, sentence in [
                ("- Mẫu nhà vẽ sẵn.", "- Mẫu nhà nêu tại Phụ lục 3 của Kế hoạch này."),
                ("- Danh sách niêm yết.", "- Danh sách từng thôn xem Phụ lục II Kế hoạch này."),
                ("- Giao chỉ tiêu.", "- Giao chỉ tiêu theo Biểu số 02 trong Kế hoạch này."),
                (
                    "- Mẫu theo Phụ lục I Thông tư số 07/2021/TT-BLĐTBXH.",
                    "- Mẫu ở Phụ lục số 1 thuộc văn bản này.",
                ),
            ]
        ),
    ],
)
def test_the_fault_is_told_and_the_sound_sentence_is_not(sound: str, faulty: str, rule: str) -> None:
    before = rules(sound)
    assert rule not in before
    assert sorted(rules(faulty)) == sorted([*before, rule])


@pytest.mark.parametrize(
    ("behind", "added"),
    [(" (chi tiết tại Phụ lục kèm theo).", []), (", chi tiết như sau:", ["sum-mismatch"])],
    ids=["in an appendix", "in the list below"],
)
def test_where_the_parts_of_a_sum_stand(behind: str, added: list[str]) -> None:
    found = rules(f"1. Kinh phí 900 triệu đồng{behind}\n- Dự án 1: 500 triệu đồng.")
    assert [rule for rule in found if rule == "sum-mismatch"] == added


@pytest.mark.parametrize(
    "lead", ["Vốn vay 2.140 triệu đồng. Tiền chè:", "Năm ngoái chi 2.140 triệu đồng; năm nay:"]
)
def test_quarters_of_something_else(lead: str) -> None:
    quarters = "quý I 310 triệu đồng, quý II 640 triệu đồng, quý III 720 triệu đồng, quý IV 430 triệu đồng"
    assert "sum-mismatch" not in rules(f"2. {lead} {quarters}.")


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(
            "1. Dư nợ 27.460 triệu đồng, trong đó: hộ nghèo 9.130 triệu đồng, hộ cận nghèo 8.340 triệu đồng, "
            "quỹ của thôn 10.000 nghìn đồng.",
            id="a small part of its own",
        ),
        pytest.param(
            "- Sửa bếp 12 triệu đồng, sửa nhà 30 triệu đồng; tiền điện tính 1.984,5 đồng/kWh.",
            id="a price with a fraction",
        ),
        pytest.param(
            "- Huy động 92 triệu đồng, nhân dân góp 10 triệu đồng trong số đó, doanh nghiệp cho vay 150 triệu đồng.",
            id="a part before the word, a sum of its own behind it",
        ),
    ],
)
def test_what_looks_like_a_wrong_unit_and_is_none(sound: str) -> None:
    assert set(rules(sound)).isdisjoint({"unit-scale", "sum-mismatch"})
