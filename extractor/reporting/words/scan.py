"""Texts of `scan`, `retry` and `files`: options, progress, preview, summary, states of files."""

from typing import Final

TEXTS: Final = {
    "help.scan": (
        "Quét thư mục và tệp vào kho văn bản. Mã thoát: 0 đọc được mọi tệp, 1 có tệp không đọc được, "
        "2 không quét được.",
        "Scan folders and files into the corpus. Exit code: 0 every file read, 1 some not, 2 could not run.",
    ),
    "help.files": (
        "Liệt kê các tệp trong kho văn bản: tình trạng, lý do, thời gian đọc.",
        "List the files of the corpus: state, reason, time it took to read.",
    ),
    "help.db": ("Tệp cơ sở dữ liệu của kho văn bản.", "Database of the corpus."),
    "help.include": (
        "Chỉ những tệp khớp mẫu này, ví dụ '*.docx' hay 'xa/*/ke-hoach*' (ghi được nhiều lần).",
        "Only files that match, as '*.docx' or 'communes/*/plan*' (may be given several times).",
    ),
    "help.exclude": (
        "Bỏ các tệp và thư mục khớp mẫu này (ghi được nhiều lần).",
        "Without files and folders that match (may be given several times).",
    ),
    "help.since": (
        "Chỉ những tệp sửa đổi từ ngày này (2026-03-31 hoặc 31/03/2026).",
        "Only files changed since this day (2026-03-31 or 31/03/2026).",
    ),
    "help.dry_run": (
        "Chỉ liệt kê những tệp sẽ đọc, không đọc và không ghi gì.",
        "List what would be read; read and write nothing.",
    ),
    "help.log": (
        "Tệp nhật ký (JSON từng dòng), ghi nối tiếp; không chứa nội dung văn bản.",
        "Log file (JSON lines), appended to; holds no words of the plans.",
    ),
    "help.retry_command": (
        "Đọc lại các tệp trong kho đang ở những tình trạng này. Mã thoát như lệnh scan.",
        "Read the files of the corpus again that are in these states. Exit code as of scan.",
    ),
    "help.retry_state": (
        "Tình trạng của các tệp cần đọc lại (ghi được nhiều lần).",
        "State of the files to read again (may be given several times).",
    ),
    "help.jobs": ("Số tệp được đọc cùng lúc.", "How many files are read at once."),
    "help.timeout": ("Số giây tối đa cho một tệp.", "Seconds that one file may take."),
    "help.engine": (
        "local: máy này, vào --db; ray: nhiều máy hoặc mọi bộ xử lý của máy này, vào --out (phần mở rộng [cluster]).",
        "local: this machine, into --db; ray: many machines or all processors here, into --out (extra [cluster]).",
    ),
    "help.address": (
        "Cụm Ray để nối vào («auto»: cụm của máy này); không ghi thì dựng cụm trên máy này.",
        "The Ray cluster to join (auto: that of this machine); by default one is started on this machine.",
    ),
    "help.out": (
        "Thư mục Parquet của --engine ray [outputs/corpus.parquet]; lần quét sau chỉ đọc những gì còn thiếu.",
        "Parquet folder of --engine ray [outputs/corpus.parquet]; a later scan reads what is missing.",
    ),
    "help.no_across": (
        "Không đối chiếu các kế hoạch với nhau ở cuối (việc này chạy trên một máy).",
        "Do not compare the plans with each other at the end (one machine does that).",
    ),
    "cluster.needs_engine": (
        "--address, --out và --no-across chỉ dùng với --engine ray",
        "--address, --out and --no-across are for --engine ray",
    ),
    "cluster.no_dry_run": (
        "--dry-run không dùng được với --engine ray: nó so với cơ sở dữ liệu --db, không so với thư mục Parquet",
        "--dry-run does not go with --engine ray: it looks into the database of --db, not into a Parquet folder",
    ),
    "cluster.next": (
        "Đưa vào kho văn bản: extractor db merge {out} --db FILE · so sánh thẳng: extractor compare --from {out}",
        "Into a database: extractor db merge {out} --db FILE · compared as it is: extractor compare --from {out}",
    ),
    "help.retry": (
        "Đọc lại các tệp lần trước không đọc được.",
        "Read again what could not be read before.",
    ),
    "help.state": ("Chỉ các tệp có tình trạng này.", "Only the files in this state."),
    "progress.title": ("Đang quét", "Scanning"),
    "progress.starting": ("đang khởi động", "starting"),
    "progress.left": ("còn khoảng {time}", "about {time} left"),
    "progress.speed": ("{speed} tệp/giây", "{speed} files/s"),
    "scan.head": (
        "{given} tệp trong {seconds} giây: đọc được {read}, không đọc được {unread}; không đổi từ lần "
        "trước {unchanged}. Kho văn bản: {db}",
        "{given} {given:?file|files} in {seconds} s: {read} read, {unread} not read; {unchanged} unchanged since the "
        "last scan. Corpus: {db}",
    ),
    "scan.new_rules": (
        "Quy tắc đã thay đổi: đọc lại {again} tệp; {kept} tệp không liên quan được giữ nguyên.",
        "The rules have changed: {again} {again:?file|files} read again; {kept} that the change cannot touch "
        "were kept.",
    ),
    "scan.states": ("Tệp theo tình trạng", "Files by state"),
    "scan.records": ("Dữ liệu đọc được", "Records by kind"),
    "scan.findings": ("Phát hiện theo quy tắc", "Findings by rule"),
    "scan.no_findings": ("Không có phát hiện nào.", "No findings."),
    "scan.worst": ("{count} phát hiện đáng chú ý nhất", "The {count} most serious findings"),
    "scan.unread": ("Tệp không được đọc", "Files that were not read"),
    "scan.twin": ("cùng nội dung với {path}", "same bytes as {path}"),
    "scan.more": ("… và {count} tệp nữa", "… and {count} more {count:?file|files}"),
    "scan.missing": ("không có tệp hoặc thư mục này", "no such file or folder"),
    "retry.none": (
        "Không có tệp nào như vậy để đọc lại trong {db}.",
        "No such files in {db} to read again.",
    ),
    "preview.title": ("Những tệp sẽ đọc", "What would be read"),
    "preview.new": ("tệp mới", "new"),
    "preview.changed": ("nội dung hoặc quy tắc đã đổi", "changed, or read by other rules"),
    "preview.again": ("lần trước không đọc được", "could not be read before"),
    "preview.counts": (
        "Sẽ đọc {read} trong {total} tệp: {new} tệp mới, {changed} tệp đã đổi, {again} tệp đọc lại; {unchanged} "
        "tệp không đổi, {twins} tệp trùng, {set_aside} tệp không đọc. Chưa mở các tệp nén ({archives}).",
        "{read} of {total} {total:?file|files} would be read: {new} new, {changed} changed, {again} once more; "
        "{unchanged} unchanged, {twins} {twins:?copy|copies}, {set_aside} set aside. "
        "Archives were not opened ({archives}).",
    ),
    "scan.interrupted": (
        "Đã dừng ở {done}/{total} tệp. Chạy lại đúng lệnh này để đọc tiếp phần còn lại.",
        "Stopped at {done} of {total} {total:?file|files}. Run the same command again to go on from here.",
    ),
    "scan.interrupted_early": (
        "Đã dừng trước khi đọc tệp nào. Chạy lại đúng lệnh này để bắt đầu.",
        "Stopped before any file was read. Run the same command again to begin.",
    ),
    "files.title": ("Tệp trong {db}: {count}", "Files in {db}: {count}"),
    "files.none": ("Không có tệp nào như vậy trong {db}.", "No such files in {db}."),
    "state.ok": ("đọc được", "ok"),
    "state.ok-with-warnings": ("có lưu ý", "ok, with warnings"),
    "state.partial": ("đọc một phần", "partial"),
    "state.no-text": ("không có chữ", "no text"),
    "state.encrypted": ("có mật khẩu", "encrypted"),
    "state.unsupported": ("chưa hỗ trợ", "unsupported"),
    "state.refused": ("vượt giới hạn", "refused"),
    "state.timeout": ("quá thời gian", "timeout"),
    "state.out-of-memory": ("thiếu bộ nhớ", "out of memory"),
    "state.crashed": ("lỗi khi đọc", "crashed"),
    "state.duplicate": ("trùng nội dung", "duplicate"),
    "state.skipped": ("bỏ qua", "skipped"),
    "state.container": ("tệp nén", "container"),
}
