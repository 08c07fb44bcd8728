"""The names of the checks."""

from typing import Final

TEXTS: Final = {
    "rule.unit-scale": ("sai đơn vị tính", "wrong unit"),
    "rule.unit-missing": ("thiếu đơn vị tính", "unit missing"),
    "rule.sum-mismatch": ("tổng không khớp thành phần", "total and parts disagree"),
    "rule.ratio-mismatch": ("tỷ lệ không khớp số liệu", "ratio and counts disagree"),
    "rule.percent-missing": ("thiếu ký hiệu %", "% sign missing"),
    "rule.amount-in-words-mismatch": (
        "số tiền bằng chữ khác bằng số",
        "sum in words is not that in figures",
    ),
    "rule.rate-impossible": ("tỷ lệ không số nguyên nào cho được", "rates that no whole count gives"),
    "rule.rate-inconsistent": ("tỷ lệ ngụ ý tổng thể khác nhau", "rates imply different populations"),
    "rule.citation-year-mismatch": ("năm trong số hiệu khác ngày ban hành", "number and date disagree"),
    "rule.citation-incomplete": ("viện dẫn thiếu số hoặc năm", "citation incomplete"),
    "rule.rounding-difference": ("chênh lệch do làm tròn", "rounding difference"),
    "rule.deadline-before-issue": ("thời hạn trước ngày ban hành", "deadline before the plan's date"),
    "rule.number-missing": ("thiếu số văn bản", "the plan has no number"),
    "rule.date-incomplete": ("ngày ban hành không đầy đủ", "the plan's date is incomplete"),
    "rule.numbering-gap": ("đánh số đề mục bị ngắt", "heading numbers skip"),
    "rule.numbering-duplicate": ("đánh số đề mục bị trùng", "heading numbers repeat"),
    "rule.citation-date-impossible": ("ngày viện dẫn không thể có", "cited date cannot be"),
    "rule.citation-conflict": ("một văn bản viện dẫn hai ngày", "one document cited with two dates"),
    "rule.growth-mismatch": ("mức tăng, giảm không khớp", "change and its levels disagree"),
    "rule.target-conflict": ("một chỉ tiêu có hai giá trị", "one target with two values"),
    "rule.share-sum": ("các tỷ lệ cộng lại không bằng 100%", "shares do not make 100%"),
    "rule.plan-year-mismatch": ("đề mục nêu năm khác năm kế hoạch", "heading names another year"),
    "rule.period-not-elapsed": ("báo cáo kỳ chưa kết thúc", "period reported before its end"),
    "rule.locality-mismatch": ("tên địa phương không thống nhất", "locality named in two ways"),
    "rule.bracket-unbalanced": ("dấu ngoặc không thành cặp", "bracket without its partner"),
    "rule.typo-suspected": ("nghi lỗi chính tả", "suspected slip of the pen"),
    "rule.appendix-missing": ("thiếu phụ lục", "appendix not in the file"),
    "rule.number-format": ("cách viết số không thống nhất", "figures written in odd ways"),
    "rule.percent-range": ("tỷ lệ vượt quá 100%", "share over 100%"),
    "rule.roll-up-mismatch": (
        "tổng khác tổng các kế hoạch cấp dưới",
        "total and the plans under it disagree",
    ),
}
