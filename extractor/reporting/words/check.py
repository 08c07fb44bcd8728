"""Texts of `check`: options, findings, what was found between plans."""

from typing import Final

TEXTS: Final = {
    "help.check": (
        "Đối chiếu số liệu của từng tệp; với --db, cho xem kết quả đối chiếu giữa các văn bản trong kho. Mã "
        "thoát: 0 không nêu sai sót nào, 1 có nêu sai sót, 2 có tệp không đọc được hoặc không chạy được.",
        "Check the figures of each file; with --db, show what was found between the plans of a corpus. Exit "
        "code: 0 no error shown, 1 errors shown, 2 a file could not be read or the command could not run.",
    ),
    "help.select": (
        "Chỉ những phép kiểm tra này: mã hoặc nhóm, cách nhau bằng dấu phẩy.",
        "Only these checks: ids or categories, with commas between.",
    ),
    "help.ignore": (
        "Bỏ những phép kiểm tra này (mã hoặc nhóm).",
        "Without these checks (ids or categories).",
    ),
    "help.baseline": (
        "Tệp mốc: chỉ hiện phát hiện chưa có trong đó.",
        "Baseline: only findings that it does not hold are shown.",
    ),
    "help.write_baseline": (
        "Ghi mọi phát hiện hiện có vào tệp mốc rồi thoát.",
        "Write all findings there are now as a baseline, and exit.",
    ),
    "help.explain_findings": (
        "Nêu cách tính của từng phát hiện và mọi phép đối chiếu đã làm.",
        "Tell how each finding was reckoned, and every relation looked at.",
    ),
    "help.check_db": (
        "Không đọc tệp: cho xem kết quả đối chiếu giữa các văn bản của lần quét cuối trong kho này.",
        "Read no file: show what the last scan into this corpus found between plans.",
    ),
    "finding.page": ("trang {page}", "page {page}"),
    "finding.evidence": ("bằng chứng", "evidence"),
    "finding.expected": ("giá trị phù hợp", "expected"),
    "check.nothing_new": ("không có phát hiện mới", "no new findings"),
    "check.no_explain": (
        "--explain chỉ dùng với --format text hoặc json",
        "--explain goes with --format text or json",
    ),
    "check.doubts": (
        "{count} số liệu máy nhận dạng chưa chắc, cần đối chiếu với bản quét",
        "{count} {count:?figure|figures} that may have been recognised wrongly, to be compared with the scan",
    ),
    "check.doubt_or": ("{read} (hoặc {others})", "{read} (or {others})"),
    "check.known": (
        "{count} phát hiện đã có trong tệp mốc không được nêu lại",
        "{count} {count:?finding|findings} that the baseline holds {count:?is|are} not told again",
    ),
    "check.in_baseline": ("đã có trong tệp mốc {path}", "held by the baseline {path}"),
    "check.baseline_written": (
        "{path}: đã ghi {count} phát hiện",
        "{path}: {count} {count:?finding|findings} written",
    ),
    "check.clean": ("không có phát hiện", "no findings"),
    "check.coverage": ("phạm vi đối chiếu: {counts}", "coverage: {counts}"),
    "check.no_coverage": (
        "phạm vi đối chiếu: không có phép đối chiếu nào",
        "coverage: nothing to check against",
    ),
    "across.head": ("Đối chiếu giữa các văn bản trong {db}", "Plans compared with each other in {db}"),
    "across.stale": (
        "lần quét cuối chưa xong hoặc do phiên bản cũ thực hiện nên các văn bản chưa được đối chiếu lại; "
        "hãy quét lại",
        "the last scan did not end or was an earlier version's, so plans have not been compared since; "
        "scan again",
    ),
    "across.checks": ("Phép đối chiếu giữa các văn bản", "Relations between plans"),
    "across.differing": (
        "Số liệu của cùng một năm khác nhau giữa hai văn bản",
        "Figures of one year that differ between two plans",
    ),
    "across.unchecked": ("Chưa đối chiếu được, và vì sao", "What could not be compared, and why"),
    "across.more": ("… và {count} lý do nữa", "… and {count} more"),
    "across.found": (
        "{count} phát hiện giữa các văn bản; xem: extractor check --db {db}",
        "{count} {count:?finding|findings} between plans; to see them: extractor check --db {db}",
    ),
    "across.no_sarif": (
        "đối chiếu giữa các văn bản in dạng text hoặc json, không có dạng sarif",
        "relations between plans are printed as text or json, not as sarif",
    ),
    "across.files_or_db": (
        "hãy nêu tệp cần đối chiếu, hoặc --db để xem kết quả giữa các văn bản trong kho",
        "name files to check, or --db for what was found between the plans of a corpus",
    ),
    "across.no_options": (
        "--db cho xem kết quả mà lần quét đã lưu; chỉ dùng cùng với --format và --lang",
        "--db shows what the scan stored; it goes with --format and --lang alone",
    ),
    "across.files_and_db": (
        "--db cho xem kết quả của cả kho, không dùng cùng với tệp",
        "--db shows the whole corpus and takes no files",
    ),
    "severity.error": ("sai sót", "error"),
    "severity.warning": ("cần làm rõ", "warning"),
    "severity.info": ("lưu ý", "info"),
}
