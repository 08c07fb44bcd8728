"""Texts of `extractor triage`, and of the options that choose findings."""

from typing import Final

TEXTS: Final = {
    "help.triage": (
        "Ghi nhận việc rà soát từng phát hiện; nhật ký chỉ ghi thêm, giữ qua các lần quét và các phiên bản.",
        "Note what auditors say of findings; the log is only added to and outlives scans and versions.",
    ),
    "help.triage_list": (
        "Liệt kê phát hiện cùng trạng thái rà soát. MÃ là phần đầu của mã phát hiện, từ bốn ký tự.",
        "List findings with their state. MARK is how a finding's code begins, four letters or more.",
    ),
    "help.triage_confirm": (
        "Xác nhận phát hiện theo mã hoặc theo bộ lọc; theo bộ lọc thì chỉ những phát hiện chưa rà soát, trừ khi "
        "nêu --state.",
        "Confirm findings by their codes or by filters; by filters only those that nobody judged, unless --state "
        "says others.",
    ),
    "help.triage_dismiss": (
        "Không ghi nhận phát hiện, kèm lý do.",
        "Dismiss findings, with the reason.",
    ),
    "help.triage_reopen": (
        "Đưa phát hiện về trạng thái chưa rà soát.",
        "Set findings back to new.",
    ),
    "help.triage_note": (
        "Ghi ý kiến cho phát hiện mà không đổi trạng thái.",
        "Note something on findings and leave their state.",
    ),
    "help.triage_history": (
        "Mọi điều đã ghi về một phát hiện, từ đầu.",
        "All that was ever said of a finding, oldest first.",
    ),
    "help.triage_export": (
        "Xuất nhật ký rà soát (JSON từng dòng) để chuyển cho người khác.",
        "Write the log (JSON lines) for someone else to bring in.",
    ),
    "help.triage_import": (
        "Nhập nhật ký của người khác: không mất gì của ai; chỗ khác nhau được nêu ra, ý kiến mới hơn được giữ.",
        "Bring another log in: nothing of either is lost, what differs is shown and the newer holds.",
    ),
    "help.triage_stats": (
        "Theo từng quy tắc: bao nhiêu phát hiện đã xác nhận, bao nhiêu không ghi nhận, tỷ lệ đúng.",
        "By rule: how many findings were confirmed, how many dismissed, the precision.",
    ),
    "help.reason": (
        "Lý do: misread (phần mềm đọc sai), other-period (khác kỳ hoặc đối tượng), explained (đã giải trình), "
        "duplicate (trùng), immaterial (không trọng yếu).",
        "The reason: misread, other-period (or group), explained, duplicate, immaterial.",
    ),
    "help.note": ("Ý kiến ghi kèm.", "A note."),
    "help.reviewer": (
        "Tên người rà soát (mặc định EXTRACTOR_REVIEWER, reviewer trong extractor.toml, tên tài khoản máy).",
        "The reviewer's name (by default EXTRACTOR_REVIEWER, reviewer in extractor.toml, the account's name).",
    ),
    "help.to_file": ("Tệp sẽ ghi; không nêu thì in ra.", "File to write; printed where there is none."),
    "help.by_file": (
        "Chỉ tệp, thư mục, tên tệp hoặc mẫu này (ghi được nhiều lần).",
        "Only this file, folder, name or pattern (may be given several times).",
    ),
    "help.by_rule": (
        "Chỉ quy tắc này (ghi được nhiều lần).",
        "Only this rule (may be given several times).",
    ),
    "help.by_severity": ("Chỉ mức độ này.", "Only this severity."),
    "help.by_state": ("Chỉ trạng thái rà soát này.", "Only findings in this state."),
    "help.by_place": (
        "Chỉ địa phương này (xã, huyện hoặc tỉnh; có dấu hay không dấu).",
        "Only this locality (commune, district or province; diacritics may be left out).",
    ),
    "help.by_level": ("Chỉ cấp này.", "Only this level."),
    "help.by_year": ("Chỉ văn bản của năm này.", "Only plans of this year."),
    # triage
    "triage.new": ("chưa rà soát", "new"),
    "triage.confirmed": ("đã xác nhận", "confirmed"),
    "triage.dismissed": ("không ghi nhận", "dismissed"),
    "triage.fixed": ("đã khắc phục", "fixed"),
    "reason.misread": ("phần mềm đọc sai", "misread"),
    "reason.other-period": ("khác kỳ hoặc đối tượng", "another period or group"),
    "reason.explained": ("đã giải trình", "explained"),
    "reason.duplicate": ("trùng", "duplicate"),
    "reason.immaterial": ("không trọng yếu", "immaterial"),
    "triage.title": ("Phát hiện: {count}", "Findings: {count}"),
    "triage.none": ("Không có phát hiện nào như vậy.", "No such findings."),
    "triage.program": ("(chương trình)", "(the program)"),
    "triage.gone": ("không còn trong kho văn bản", "no longer in the corpus"),
    "triage.carried": ("giữ lại từ phiên bản trước", "kept from an earlier version"),
    "triage.noted": ("ghi ý kiến", "note"),
    "triage.done": (
        "Đã ghi cho {count} phát hiện: {what}.",
        "Noted for {count} {count:?finding|findings}: {what}.",
    ),
    "triage.no_mark": (
        "{mark}: không có phát hiện nào có mã này (cần ít nhất bốn ký tự đầu)",
        "{mark}: no finding has this code (give at least its first four letters)",
    ),
    "triage.many_marks": (
        "{mark}: có {count} phát hiện có mã bắt đầu như vậy, hãy ghi thêm ký tự: {marks}",
        "{mark}: {count} {count:?finding has a code|findings have codes} that {count:?begins|begin} so, "
        "give more letters: {marks}",
    ),
    "triage.which": (
        "Cần nêu phát hiện nào: mã, hoặc --file, --rule, --severity, --state, --place, --level, --year",
        "Say which findings: their codes, or --file, --rule, --severity, --state, --place, --level, --year",
    ),
    "triage.marks_or_filters": (
        "Chỉ nêu mã hoặc chỉ nêu bộ lọc, không cả hai",
        "Give codes or filters, not both",
    ),
    "triage.no_note": ("Cần nội dung ý kiến: --note", "The note is missing: --note"),
    "triage.bad_line": ("{path}: dòng {line}: {reason}", "{path}: line {line}: {reason}"),
    "triage.not_json": ("không phải JSON", "not JSON"),
    "triage.exported": (
        "Đã ghi {count} mục nhật ký vào {path}.",
        "{count} {count:?entry|entries} of the log written to {path}.",
    ),
    "triage.merged": (
        "Nhập {added} mục mới, {known} mục đã có; {conflicts} phát hiện được ghi khác nhau.",
        "{added} {added:?entry|entries} brought in, {known} {known:?was|were} there; "
        "{conflicts} {conflicts:?finding was|findings were} judged differently.",
    ),
    "triage.conflict": (
        "{mark} ({rule}): {ours} / {theirs}; giữ ý kiến mới hơn: {holds}",
        "{mark} ({rule}): {ours} / {theirs}; the newer holds: {holds}",
    ),
    "triage.stats_title": ("Kết quả rà soát theo quy tắc", "What came of the rules"),
    "triage.all_rules": ("tất cả", "all"),
    "column.mark": ("Mã", "Code"),
    "column.triage": ("Trạng thái", "State"),
    "column.place": ("Mục, trang", "Place"),
    "column.message": ("Nội dung", "Message"),
    "column.who": ("Người rà soát", "Reviewer"),
    "column.at": ("Thời điểm", "When"),
    "column.note": ("Ý kiến", "Note"),
    "column.present": ("Phát hiện", "Findings"),
    "column.judged": ("Đã rà soát", "Judged"),
    "column.confirmed": ("Đã xác nhận", "Confirmed"),
    "column.dismissed": ("Không ghi nhận", "Dismissed"),
    "column.misread": ("Báo nhầm", "False alarms"),
    "column.precision": ("Tỷ lệ xác nhận (khoảng 95%)", "Confirmed (95% interval)"),
}
