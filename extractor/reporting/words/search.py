"""Texts of `search`."""

from typing import Final

TEXTS: Final = {
    "help.search": (
        "Tìm trong kho văn bản, không phân biệt hoa thường và dấu.",
        "Search the corpus, whatever the case and the diacritics.",
    ),
    "help.limit": ("Số kết quả nhiều nhất.", "Most results to show."),
    "search.none": ("Không tìm thấy «{query}» trong {db}.", "Nothing found for «{query}» in {db}."),
    "search.count": ("{count} kết quả cho «{query}»", "{count} {count:?result|results} for «{query}»"),
    "search.limited": (
        "{count} kết quả đầu tiên cho «{query}» (--limit để xem thêm)",
        "The first {count} results for «{query}» (--limit for more)",
    ),
    "search.untitled": ("(không có trích yếu)", "(untitled)"),
}
