"""Texts of `search`."""

from typing import Final

TEXTS: Final = {
    "help.search": (
        "Tìm trong kho văn bản theo từ ngữ (không phân biệt hoa thường, có dấu hay không), số hiệu, số liệu và "
        "theo địa phương, năm, viện dẫn, chỉ số, phát hiện. Cụm từ đặt trong ngoặc kép.",
        "Search the corpus by words (whatever the case and the diacritics), numbers of documents, figures, and "
        "by place, year, citation, indicator, finding. Phrases in quotes.",
    ),
    "help.limit": ("Số văn bản nhiều nhất trên một trang.", "Most plans on a page."),
    "help.search_exact": ("Đúng dấu như đã gõ.", "With just the diacritics typed."),
    "help.search_province": (
        "Tỉnh, thành phố (ghi được nhiều lần).",
        "Province (may be given several times).",
    ),
    "help.search_district": ("Huyện, quận, thị xã.", "District."),
    "help.search_commune": ("Xã, phường, thị trấn.", "Commune."),
    "help.search_level": ("Cấp ban hành.", "Level of the issuer."),
    "help.search_year": (
        "Năm của kế hoạch, hoặc năm trong giai đoạn.",
        "Year of the plan, or one of its period.",
    ),
    "help.search_programme": (
        "Chương trình: poverty, countryside, ethnic (đặt trong rules/checks.yaml).",
        "Programme: poverty, countryside, ethnic (set in rules/checks.yaml).",
    ),
    "help.search_type": ("Loại văn bản, ví dụ 'Kế hoạch'.", "Type of document, as 'Kế hoạch'."),
    "help.search_cites": (
        "Viện dẫn văn bản số này, cả số hoặc phần đầu (07/2021/NĐ-CP, 07/2021).",
        "Cites the document of this number, whole or its beginning (07/2021/NĐ-CP, 07/2021).",
    ),
    "help.search_indicator": ("Có chỉ tiêu của chỉ số này.", "Has a target of this indicator."),
    "help.search_value_from": ("Có chỉ tiêu từ giá trị này trở lên.", "Has a target of at least this value."),
    "help.search_value_to": ("Có chỉ tiêu đến giá trị này.", "Has a target of at most this value."),
    "help.search_money_from": (
        "Có khoản kinh phí từ số này trở lên (triệu đồng).",
        "Has a sum of at least this (triệu đồng).",
    ),
    "help.search_money_to": (
        "Có khoản kinh phí đến số này (triệu đồng).",
        "Has a sum of at most this (triệu đồng).",
    ),
    "help.search_rule": ("Có phát hiện của quy tắc này.", "Has a finding of this rule."),
    "help.search_severity": ("Có phát hiện ở mức độ này.", "Has a finding of this severity."),
    "help.search_state": ("Có phát hiện ở trạng thái rà soát này.", "Has a finding in this state of review."),
    "help.search_file": ("Chỉ trong tệp này.", "Only in this file."),
    "help.search_newest": ("Chỉ bản mới nhất của mỗi kế hoạch.", "Only the newest version of each plan."),
    "help.search_page": ("Trang kết quả, tính từ 1.", "Page of the results, from 1."),
    "help.search_passages": ("Số đoạn nhiều nhất của mỗi văn bản.", "Most passages of each plan."),
    "help.search_facets": (
        "Kèm số văn bản theo tỉnh, cấp, năm, chương trình, loại, quy tắc, mức độ.",
        "With how many plans by province, level, year, programme, type, rule, severity.",
    ),
    "search.no_figure": ("không phải số: «{value}»", "not a figure: «{value}»"),
    "search.none": ("Không tìm thấy «{query}» trong {db}.", "Nothing found for «{query}» in {db}."),
    "search.none_filtered": (
        "Không có văn bản nào trong {db} có đủ các điều kiện này.",
        "No plan in {db} meets these conditions.",
    ),
    "search.count": ("{count} văn bản có «{query}»", "{count} {count:?plan|plans} with «{query}»"),
    "search.filtered": ("{count} văn bản", "{count} {count:?plan|plans}"),
    "search.together": ("{count} có các từ đứng liền nhau", "{count} with the words side by side"),
    "search.shown": (
        "đang xem từ {first} đến {last} (--page, --limit để xem thêm)",
        "{first} to {last} are shown (--page, --limit for more)",
    ),
    "search.beyond": ("trang này không còn kết quả", "nothing left on this page"),
    "search.more": (
        "… và {count} đoạn nữa (--passages)",
        "… and {count} more {count:?passage|passages} (--passages)",
    ),
    "search.untitled": ("(không có trích yếu)", "(untitled)"),
    # facets
    "facet.plans": ("Số văn bản", "Plans"),
    "facet.province": ("Tỉnh", "Province"),
    "facet.level": ("Cấp", "Level"),
    "facet.year": ("Năm", "Year"),
    "facet.programme": ("Chương trình", "Programme"),
    "facet.doc_type": ("Loại văn bản", "Type"),
    "facet.rule": ("Quy tắc", "Rule"),
    "facet.severity": ("Mức độ", "Severity"),
    "facet.state": ("Tình trạng rà soát", "State of review"),
    "programme.poverty": ("giảm nghèo bền vững", "poverty reduction"),
    "programme.countryside": ("xây dựng nông thôn mới", "new countryside"),
    "programme.ethnic": (
        "vùng đồng bào dân tộc thiểu số và miền núi",
        "ethnic minority and mountainous areas",
    ),
}
