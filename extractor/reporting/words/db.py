"""Texts of `db`."""

from typing import Final

TEXTS: Final = {
    "help.db_group": (
        "Chăm sóc kho văn bản: số liệu, kiểm tra, thu gọn, gộp, mở bằng Datasette.",
        "Look after the corpus: figures, soundness, size, merging, Datasette.",
    ),
    "help.db_stats": (
        "Cho biết kho văn bản chứa gì, chiếm bao nhiêu chỗ, các lần quét gần nhất.",
        "Tell what the corpus holds, what it takes on the disk, the last scans.",
    ),
    "help.db_check": (
        "Kiểm tra cơ sở dữ liệu: hư hỏng, liên kết, chỉ mục tìm kiếm, tình trạng từng tệp. Mã thoát 1 nếu có lỗi.",
        "Check the database: damage, links, search index, state of each file. Exit code 1 if anything is wrong.",
    ),
    "help.db_vacuum": ("Thu gọn cơ sở dữ liệu.", "Make the database as small as it can be."),
    "help.db_migrate": (
        "Nâng cơ sở dữ liệu của phiên bản cũ lên phiên bản này.",
        "Bring an older database up to this version.",
    ),
    "help.db_merge": (
        "Gộp một kho văn bản khác (hoặc thư mục Parquet của scan --engine ray) vào kho này: không mất gì, tệp cùng nội "
        "dung chỉ giữ một lần, kèm nhật ký rà soát.",
        "Bring another corpus (or a Parquet folder of scan --engine ray) into this one: nothing is lost, the same "
        "bytes are kept once, the log of review too.",
    ),
    "help.merge_province": (
        "Từ thư mục Parquet chỉ lấy kế hoạch của tỉnh này (ghi được nhiều lần).",
        "Of a Parquet folder only the plans of this province (may be given several times).",
    ),
    "help.merge_year": (
        "Từ thư mục Parquet chỉ lấy kế hoạch của năm này (ghi được nhiều lần).",
        "Of a Parquet folder only the plans of this year (may be given several times).",
    ),
    "merge.only_parquet": (
        "--province và --year chỉ dùng khi gộp từ thư mục Parquet",
        "--province and --year are for merging from a Parquet folder",
    ),
    "help.db_datasette": (
        "Ghi mô tả các bảng và in lệnh mở kho văn bản bằng Datasette.",
        "Write what describes the tables and print the command that opens the corpus in Datasette.",
    ),
    "help.db_open": ("Chạy luôn lệnh đó và mở trình duyệt.", "Run that command and open the browser."),
    "db.size": (
        "{db}: {size}, phần chữ của các văn bản {text} (gấp {share} lần), phiên bản {version}",
        "{db}: {size}, text of the plans {text} ({share} times), version {version}",
    ),
    "db.rows": ("Số dòng", "Rows"),
    "db.table": ("Bảng", "Table"),
    "db.count": ("Số lượng", "Count"),
    "db.runs": ("Các lần quét gần nhất", "The last scans"),
    "db.started": ("Bắt đầu (UTC)", "Started (UTC)"),
    "db.program": ("Chương trình và quy tắc", "Program and rules"),
    "db.files": ("Tệp", "Files"),
    "db.read": ("Đã đọc", "Read"),
    "db.seconds": ("Giây", "Seconds"),
    "db.not_ended": ("bị dừng", "stopped"),
    "db.sound": ("{db}: không có lỗi.", "{db}: nothing is wrong."),
    "db.vacuumed": ("{db}: từ {before} còn {after}.", "{db}: {before} before, {after} now."),
    "db.migrated": ("{db}: phiên bản {version}.", "{db}: version {version}."),
    "db.merged": ("Đã gộp {other} vào {db}.", "{other} was brought into {db}."),
    "db.no_datasette": (
        "chưa cài Datasette, hãy chạy: pip install 'plan-extractor[datasette]'",
        "Datasette is not installed; run: pip install 'plan-extractor[datasette]'",
    ),
    "db.no_metadata": ("{path}: không ghi được", "{path}: cannot be written"),
    "merge.new": ("tệp mới", "new files"),
    "merge.newer": (
        "tệp mới hơn bản ở đây (bản cũ được giữ)",
        "newer than the file here (whose version is kept)",
    ),
    "merge.older": (
        "tệp cũ hơn bản ở đây (được giữ như phiên bản)",
        "older than the file here (kept as versions)",
    ),
    "merge.copies": ("tệp cùng nội dung với tệp đã đọc", "copies of files read here"),
    "merge.known": ("tệp đã có", "known already"),
    "merge.triage": ("dòng nhật ký rà soát", "entries of the log of review"),
    "merge.not_compared": (
        "Chưa đối chiếu các kế hoạch với nhau: {other} được đọc theo quy tắc khác hoặc bằng phiên bản khác. Để đối "
        "chiếu: extractor scan FOLDER --db {db}, kèm --rules, --select, --ignore như lần quét đó.",
        "The plans were not compared with each other: {other} was read by other rules or another version. To compare "
        "them: extractor scan FOLDER --db {db}, with the --rules, --select and --ignore of that scan.",
    ),
    "fault.damage": ("hư hỏng", "damage"),
    "fault.orphan": ("dòng không có chủ", "row without an owner"),
    "fault.told": (
        "số liệu để so sánh bị mất hoặc hỏng (extractor db vacuum lập lại)",
        "what is kept to be compared is gone or damaged (extractor db vacuum makes it anew)",
    ),
    "fault.index": ("chỉ mục tìm kiếm không khớp", "search index out of step"),
    "fault.text": ("mất hoặc hỏng toàn văn", "the text of a plan is gone or damaged"),
    "fault.state": ("tình trạng không rõ", "unknown state"),
    "fault.unread": ("đã đọc nhưng không có dữ liệu", "read, and nothing is stored"),
    "fault.stray": ("có dữ liệu nhưng không phải đã đọc", "not read, and something is stored"),
    "fault.twin": ("trùng với tệp không còn trong kho", "copy of a file that is not in the corpus"),
}
