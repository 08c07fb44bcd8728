"""Texts of the program as a whole: its help, what goes wrong outside the files."""

from typing import Final

TEXTS: Final = {
    "usage.see_help": ("{reason}; xem: {command} --help", "{reason}; see: {command} --help"),
    "usage.no_command": ("không có lệnh «{name}»", "there is no command «{name}»"),
    "usage.no_option": ("không có tùy chọn {name}", "there is no option {name}"),
    "usage.no_value": (
        "tùy chọn {name} không nhận hoặc thiếu giá trị",
        "{name}: its value is missing, or it takes none",
    ),
    "usage.missing": ("thiếu {name}", "{name} is missing"),
    "usage.bad_value": (
        "giá trị của {name} không hợp lệ: {reason}",
        "{name} has a value that is none: {reason}",
    ),
    "usage.choices": ("chỉ nhận {names}", "it takes {names}"),
    "usage.at_least": ("từ {number} trở lên", "from {number} on"),
    "usage.at_most": ("đến {number}", "up to {number}"),
    "usage.whole": ("phải là số nguyên", "it is a whole number"),
    "usage.other": ("lệnh không đúng ({reason})", "not a right call ({reason})"),
    "help.extractor": (
        "Đọc kế hoạch (Word, Excel, PDF, văn bản, bản quét, tệp .zip), rút ra viện dẫn, kinh phí, chỉ tiêu "
        "và chỉ ra chỗ số liệu không khớp.",
        "Reads plans (Word, Excel, PDF, text, scans, .zip archives), takes out citations, sums and targets, "
        "shows what does not agree.",
    ),
    "help.list_page": (
        "Trang của danh sách, tính từ 1 (đi cùng --limit).",
        "Page of the list, from 1 (with --limit).",
    ),
    "help.page_limit": (
        "Số dòng nhiều nhất trên một trang; không ghi thì liệt kê tất cả.",
        "Most rows on a page; all of them where it is not given.",
    ),
    "paging.shown": (
        "Đang xem từ {first} đến {last} trong {total} (--page, --limit để xem thêm).",
        "{first} to {last} of {total} are shown (--page, --limit for more).",
    ),
    "paging.beyond": ("Trang này không còn dòng nào.", "Nothing is left on this page."),
    "help.help": ("Hiện hướng dẫn này rồi thoát.", "Show this message and exit."),
    "help.version": ("Hiện phiên bản rồi thoát.", "Show the version and exit."),
    "help.lang": ("Ngôn ngữ: vi hoặc en (mặc định vi).", "Language: vi or en (vi by default)."),
    "help.config": (
        "Tệp thiết lập (mặc định extractor.toml ở thư mục đang làm việc, nếu có).",
        "Settings file (by default extractor.toml of the working folder, where there is one).",
    ),
    "path.empty": ("đường dẫn trống", "an empty path"),
    "output.failed": ("không ghi được kết quả: {reason}", "the output cannot be written: {reason}"),
}
