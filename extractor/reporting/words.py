"""Every text for the user's eyes, in Vietnamese and English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Lang = Literal["vi", "en"]
LANGUAGES: Final = ("vi", "en")

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        # help
        "help.extractor": (
            "Đọc kế hoạch (.docx, .pdf, .txt), rút ra viện dẫn, kinh phí, chỉ tiêu và chỉ ra chỗ số "
            "liệu không khớp.",
            "Reads plans (.docx, .pdf, .txt), takes out citations, sums and targets, shows what does "
            "not agree.",
        ),
        "help.scan": (
            "Quét thư mục và tệp vào kho văn bản. Mã thoát: 0 đọc được mọi tệp, 1 có tệp không đọc được, "
            "2 không quét được.",
            "Scan folders and files into the corpus. Exit code: 0 every file read, 1 some not, 2 "
            "could not run.",
        ),
        "help.extract": (
            "In mọi dữ liệu đọc được, phát hiện và phép đối chiếu của từng tệp. Mã thoát 2 nếu có tệp "
            "không đọc được.",
            "Print every record, finding and check of each file. Exit code 2 if a file could not be read.",
        ),
        "help.check": (
            "Đối chiếu số liệu của từng tệp; với --db, cho xem kết quả đối chiếu giữa các văn bản trong kho. Mã "
            "thoát: 0 không nêu sai sót nào, 1 có nêu sai sót, 2 có tệp không đọc được hoặc không chạy được.",
            "Check the figures of each file; with --db, show what was found between the plans of a corpus. Exit "
            "code: 0 no error shown, 1 errors shown, 2 a file could not be read or the command could not run.",
        ),
        "help.text": (
            "In văn bản đã chuẩn hóa mà mọi vị trí trích dẫn được tính theo.",
            "Print the normalised text that spans count in.",
        ),
        "help.layout": (
            "In từng khối: trang, loại, số hiệu, hàng và cột của bảng.",
            "Print block by block: page, kind, marker, row and column of tables.",
        ),
        "help.render": (
            "Vẽ một trang kèm khung quanh các khối, ô bảng, số liệu và phát hiện đọc được, để xem lại chỗ nghi "
            "đọc sai. Tệp không phân trang được dựng thành trang. Mã thoát 2 nếu không đọc được hoặc không có "
            "trang đó.",
            "Draw a page with boxes around the blocks, table cells, records and findings read on it, to look at "
            "a doubtful reading. A file without pages is laid out on some. Exit code 2 if it cannot be read or "
            "has no such page.",
        ),
        "help.page": ("Trang cần vẽ, tính từ 1.", "The page to draw, from 1."),
        "help.output": ("Tệp ảnh sẽ ghi (.png).", "The picture to write (.png)."),
        "help.dpi": ("Số điểm ảnh trên một inch.", "Dots an inch."),
        "help.search": (
            "Tìm trong kho văn bản, không phân biệt hoa thường và dấu.",
            "Search the corpus, whatever the case and the diacritics.",
        ),
        "help.files": (
            "Liệt kê các tệp trong kho văn bản: tình trạng, lý do, thời gian đọc.",
            "List the files of the corpus: state, reason, time it took to read.",
        ),
        "help.schema": (
            "In cấu trúc dữ liệu đầu ra (JSON Schema).",
            "Print the contract of the output (JSON Schema).",
        ),
        "help.rules_group": (
            "Xem, thử và kiểm tra các quy tắc đọc.",
            "Look at the rules of reading, try and check them.",
        ),
        "help.rules_list": (
            "Liệt kê mọi quy tắc: mã, loại, đọc gì, nằm ở tệp và dòng nào, có sẵn hay của riêng.",
            "List every rule: id, kind, what it reads, file and line, shipped or your own.",
        ),
        "help.rules_show": (
            "In một quy tắc đúng như đã viết, kèm ví dụ. ID viết đủ hoặc chỉ phần cuối.",
            "Print one rule as it is written, with its examples. ID in full or its last part.",
        ),
        "help.rules_test": (
            "Chạy mọi ví dụ của quy tắc; với --text, cho xem các quy tắc đọc được gì trong một câu. Mã thoát 1 nếu "
            "có ví dụ không đạt.",
            "Run every example of the rules; with --text, show what they read out of a sentence. Exit code 1 if an "
            "example fails.",
        ),
        "help.rules_lint": (
            "Kiểm tra tệp quy tắc: khóa lạ, mẫu tìm sai hoặc chậm, mục trùng, thiếu ví dụ, sai chính tả chuẩn. Mã "
            "thoát 1 nếu có lỗi.",
            "Check rule files: unknown keys, bad or slow patterns, entries twice, no example, spelling. Exit code 1 "
            "if anything is wrong.",
        ),
        "help.explain": (
            "Cho biết quy tắc nào đã đọc những chữ ở một vị trí, quy tắc nào đã thử và vì sao không được.",
            "Tell which rule read the words at an offset, which others tried and why they lost.",
        ),
        "help.kind": ("Chỉ các quy tắc loại này.", "Only the rules of this kind."),
        "help.sentence": ("Một câu để các quy tắc đọc.", "A sentence for the rules to read."),
        "help.at": (
            "Vị trí ký tự trong văn bản do lệnh text in ra (như span của các bản ghi).",
            "Offset in the text that `text` prints (as the spans of records).",
        ),
        "help.length": ("Số ký tự cần giải thích.", "How many letters to explain."),
        "help.help": ("Hiện hướng dẫn này rồi thoát.", "Show this message and exit."),
        "help.version": ("Hiện phiên bản rồi thoát.", "Show the version and exit."),
        "help.lang": ("Ngôn ngữ: vi hoặc en (mặc định vi).", "Language: vi or en (vi by default)."),
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
        "help.retry": (
            "Đọc lại các tệp lần trước không đọc được.",
            "Read again what could not be read before.",
        ),
        "help.rules": (
            "Thư mục quy tắc riêng, đè lên quy tắc có sẵn.",
            "Folder of your own rules, over the built-in.",
        ),
        "help.select": (
            "Chỉ những phép kiểm tra này: mã hoặc nhóm, cách nhau bằng dấu phẩy.",
            "Only these checks: ids or categories, with commas between.",
        ),
        "help.ignore": (
            "Bỏ những phép kiểm tra này (mã hoặc nhóm).",
            "Without these checks (ids or categories).",
        ),
        "help.config": (
            "Tệp thiết lập (mặc định extractor.toml ở thư mục đang làm việc, nếu có).",
            "Settings file (by default extractor.toml of the working folder, where there is one).",
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
        "help.format": ("Dạng kết quả.", "Form of the output."),
        "help.state": ("Chỉ các tệp có tình trạng này.", "Only the files in this state."),
        "help.limit": ("Số kết quả nhiều nhất.", "Most results to show."),
        # progress
        "progress.title": ("Đang quét", "Scanning"),
        "progress.starting": ("đang khởi động", "starting"),
        "progress.left": ("còn khoảng {time}", "about {time} left"),
        "progress.speed": ("{speed} tệp/giây", "{speed} files/s"),
        # scan
        "scan.head": (
            "{given} tệp trong {seconds} giây: đọc được {read}, không đọc được {unread}; không đổi từ lần "
            "trước {unchanged}. Kho văn bản: {db}",
            "{given} files in {seconds} s: {read} read, {unread} not read; {unchanged} unchanged since the "
            "last scan. Corpus: {db}",
        ),
        "scan.new_rules": (
            "Quy tắc đã thay đổi: đọc lại {again} tệp; {kept} tệp không liên quan được giữ nguyên.",
            "The rules have changed: {again} files read again; {kept} that the change cannot touch were kept.",
        ),
        "scan.states": ("Tệp theo tình trạng", "Files by state"),
        "scan.records": ("Dữ liệu đọc được", "Records by kind"),
        "scan.findings": ("Phát hiện theo quy tắc", "Findings by rule"),
        "scan.no_findings": ("Không có phát hiện nào.", "No findings."),
        "scan.worst": ("{count} phát hiện đáng chú ý nhất", "The {count} most serious findings"),
        "scan.unread": ("Tệp không được đọc", "Files that were not read"),
        "scan.twin": ("cùng nội dung với {path}", "same bytes as {path}"),
        "scan.more": ("… và {count} tệp nữa", "… and {count} more files"),
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
            "{read} of {total} files would be read: {new} new, {changed} changed, {again} once more; {unchanged} "
            "unchanged, {twins} copies, {set_aside} set aside. Archives were not opened ({archives}).",
        ),
        "scan.interrupted": (
            "Đã dừng ở {done}/{total} tệp. Chạy lại đúng lệnh này để đọc tiếp phần còn lại.",
            "Stopped at {done} of {total} files. Run the same command again to go on from here.",
        ),
        "scan.interrupted_early": (
            "Đã dừng trước khi đọc tệp nào. Chạy lại đúng lệnh này để bắt đầu.",
            "Stopped before any file was read. Run the same command again to begin.",
        ),
        # rules
        "rules.count": ("{count} quy tắc", "{count} rules"),
        "rules.shipped": ("có sẵn", "shipped"),
        "rules.own": ("của riêng", "own"),
        "rules.written": ("viết ở {place}", "written in {place}"),
        "rules.under": ("đè lên {place}", "lies over {place}"),
        "rules.example": ("ví dụ: {example}", "example: {example}"),
        "rules.examples": ("{count} ví dụ đã chạy", "{count} examples run"),
        "rules.sound": ("Các tệp quy tắc không có lỗi.", "Nothing is wrong with the rules."),
        "rules.sentence": ("câu đã cho", "the sentence given"),
        "rules.no_kind": (
            "không có loại quy tắc «{kind}»; các loại: {kinds}",
            "no rules of the kind «{kind}»; the kinds are: {kinds}",
        ),
        "rules.no_rule": (
            "không có quy tắc «{name}»; xem extractor rules list",
            "there is no rule «{name}»; see extractor rules list",
        ),
        "rules.no_file": (
            "{file}: không có tệp quy tắc tên này; các tệp: {names}",
            "{file}: no rule file has this name; the files are: {names}",
        ),
        "kind.rule.document-type": ("loại văn bản", "document type"),
        "kind.rule.citation-words": ("từ ngữ của viện dẫn", "words of citations"),
        "kind.rule.money-unit": ("đơn vị tiền", "unit of money"),
        "kind.rule.unit": ("đơn vị tính", "unit"),
        "kind.rule.unit-words": ("từ đi với đơn vị", "words beside units"),
        "kind.rule.source": ("nguồn vốn", "funding source"),
        "kind.rule.capital": ("loại vốn", "kind of capital"),
        "kind.rule.funding-words": ("từ ngữ của kinh phí", "words of funding"),
        "kind.rule.heading": ("đề mục", "heading"),
        "kind.rule.component": ("dự án thành phần", "component"),
        "kind.rule.label": ("số là tên gọi", "name with a number"),
        "kind.rule.time-words": ("từ chỉ thời gian", "words of time"),
        "kind.rule.phrase": ("từ chỉ ý", "phrase"),
        "kind.rule.indicator": ("chỉ số", "indicator"),
        "kind.rule.header": ("đầu và cuối văn bản", "head and foot"),
        "kind.rule.check": ("phép kiểm tra", "check"),
        "kind.rule.check-words": ("từ ngữ của phép kiểm tra", "words of checks"),
        # pages of checks
        "page.written": (
            "Do docs/make_rule_pages.py viết từ rules/checks.yaml và rules/pages/checks.yaml.",
            "Written by docs/make_rule_pages.py from rules/checks.yaml and rules/pages/checks.yaml.",
        ),
        "page.index": ("Các phép kiểm tra", "The checks"),
        "page.language": ("Tiếng Việt", "English"),
        "page.rule": ("Mã", "Id"),
        "page.name": ("Tên", "Name"),
        "page.severity": ("Mức độ", "Severity"),
        "page.category": ("Nhóm", "Category"),
        "page.why": ("Vì sao kiểm toán viên cần biết", "Why an auditor should know"),
        "page.examples": ("Ví dụ", "Examples"),
        "page.wrong": ("Sai", "Wrong"),
        "page.right": ("Đúng", "Right"),
        "page.beside": ("Kế hoạch đứng bên cạnh", "A plan beside it"),
        "page.off": ("Tắt phép kiểm tra này", "Switch it off"),
        "page.frame": ("trong khung chung", "in the common frame"),
        "page.framed": (
            "Ví dụ không có phần đầu riêng đứng ở {body} của kế hoạch này.",
            "An example without a head of its own stands at {body} of this plan.",
        ),
        "category.figures": ("số liệu", "figures"),
        "category.dates": ("ngày tháng", "dates"),
        "category.citations": ("viện dẫn", "citations"),
        "category.structure": ("bố cục", "structure"),
        "category.form": ("thể thức", "form"),
        "category.programme": ("nội dung chương trình", "programme"),
        "kind.rule.legal-document": ("văn bản pháp luật", "legal document"),
        # explain
        "explain.beyond": (
            "{file}: văn bản chỉ có {length} ký tự",
            "{file}: the text has only {length} letters",
        ),
        "explain.heading": ("dưới đề mục «{title}»", "under the heading «{title}»"),
        "explain.lost": ("đã thử nhưng không được:", "tried and lost:"),
        "explain.more": ("… và {count} quy tắc nữa", "… and {count} more rules"),
        "explain.program": (
            "do chương trình suy ra, không từ một mục quy tắc",
            "by the program, from no one rule",
        ),
        "explain.unit": ("đơn vị", "unit"),
        "explain.indicator": ("chỉ số", "indicator"),
        "explain.status": ("loại số liệu", "status"),
        "explain.direction": ("chiều", "direction"),
        "explain.comparator": ("mức so", "bound"),
        "explain.source": ("nguồn vốn", "source"),
        "explain.capital": ("loại vốn", "capital"),
        "explain.cited_type": ("loại văn bản", "document type"),
        "explain.role": ("vai trò", "role"),
        "explain.finding": ("phép kiểm tra", "check"),
        "block.heading": ("đề mục", "heading"),
        "block.paragraph": ("đoạn văn", "paragraph"),
        "block.list_item": ("mục liệt kê", "list item"),
        "block.table_cell": ("ô bảng", "table cell"),
        # a page drawn, a text told block by block
        "layout.title": ("{path}: {count} khối", "{path}: {count} blocks"),
        "layout.offset": ("Vị trí", "Offset"),
        "layout.page": ("Trang", "Page"),
        "layout.kind": ("Loại", "Kind"),
        "layout.marker": ("Số hiệu", "Marker"),
        "layout.cell": ("Bảng", "Table"),
        "layout.words": ("Nội dung", "Words"),
        "layout.place": ("{table}: hàng {row} cột {column}", "{table}: row {row} column {column}"),
        "drawn.heading": ("Đm", "H"),
        "drawn.paragraph": ("Đ", "P"),
        "drawn.list_item": ("L", "L"),
        "drawn.table_cell": ("Ô", "cell"),
        "drawn.budget": ("KP", "B"),
        "drawn.target": ("CT", "T"),
        "drawn.citation": ("VD", "C"),
        "drawn.unread": ("?", "?"),
        "drawn.finding": ("PH", "F"),
        "drawn.no_page": (
            "không có trang {page}: tệp có {count} trang",
            "no page {page}: the file has {count} pages",
        ),
        "drawn.laid_out": (
            "Tệp không phân trang: trang này được dựng lại từ các khối đã đọc, không phải trang in.",
            "A file without pages: this page is laid out from the blocks read, it is not the printed one.",
        ),
        "drawn.no_font": (
            "Máy không có phông chữ đủ dấu tiếng Việt nên chữ được vẽ không dấu.",
            "No font with Vietnamese letters is installed: words are drawn without their marks.",
        ),
        "drawn.row": ("h{number}", "r{number}"),
        "drawn.column": ("c{number}", "c{number}"),
        "drawn.rulers": (
            "h1, c1, … quanh bảng: hàng và cột như đã đọc.",
            "r1, c1, … around a table: its rows and columns as they were read.",
        ),
        "drawn.written": ("Đã vẽ trang {page} vào {path}", "Page {page} drawn into {path}"),
        # files
        "files.title": ("Tệp trong {db}: {count}", "Files in {db}: {count}"),
        "files.none": ("Không có tệp nào như vậy trong {db}.", "No such files in {db}."),
        # what goes wrong outside the files
        "path.empty": ("đường dẫn trống", "an empty path"),
        "output.failed": ("không ghi được kết quả: {reason}", "the output cannot be written: {reason}"),
        # columns
        "column.state": ("Tình trạng", "State"),
        "column.seconds": ("Giây", "Seconds"),
        "column.updated": ("Thời điểm", "Read at"),
        "column.why": ("Vì sao", "Why"),
        "column.files": ("Số tệp", "Files"),
        "column.kind": ("Loại", "Kind"),
        "column.count": ("Số lượng", "Count"),
        "column.severity": ("Mức độ", "Severity"),
        "column.rule": ("Quy tắc", "Rule"),
        "column.relation": ("Phép đối chiếu", "Relation"),
        "column.reading": ("Cách hiểu", "Reading"),
        "column.verdict": ("Kết quả đối chiếu", "Verdict"),
        "column.file": ("Tệp", "File"),
        "column.reason": ("Lý do", "Reason"),
        "column.section": ("Mục", "Section"),
        "column.words": ("Trích nguyên văn", "Words"),
        "column.issuer": ("Cơ quan ban hành", "Issuer"),
        "column.title": ("Trích yếu", "Title"),
        "column.type": ("Loại văn bản", "Type"),
        "column.number": ("Số, ký hiệu", "Number"),
        "column.date": ("Ngày", "Date"),
        "column.points_at": ("Văn bản được dẫn chiếu", "Points at"),
        "column.value": ("Giá trị", "Value"),
        "column.million": ("Triệu đồng", "Million đồng"),
        "column.unit": ("Đơn vị tính", "Unit"),
        "column.role": ("Vai trò", "Role"),
        "column.source": ("Nguồn vốn", "Source"),
        "column.year": ("Năm", "Year"),
        "column.indicator": ("Chỉ số", "Indicator"),
        "column.status": ("Loại số liệu", "Status"),
        "column.reads": ("Đọc", "Reads"),
        "column.stands": ("Tệp và dòng", "File and line"),
        "column.origin": ("Của ai", "Whose"),
        "column.passed": ("Đạt", "Passed"),
        "column.failed": ("Không đạt", "Failed"),
        # findings
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
            "{count} figures that may have been recognised wrongly, to be compared with the scan",
        ),
        "check.doubt_or": ("{read} (hoặc {others})", "{read} (or {others})"),
        "check.known": (
            "{count} phát hiện đã có trong tệp mốc không được nêu lại",
            "{count} findings that the baseline holds are not told again",
        ),
        "check.in_baseline": ("đã có trong tệp mốc {path}", "held by the baseline {path}"),
        "check.baseline_written": ("{path}: đã ghi {count} phát hiện", "{path}: {count} findings written"),
        "check.clean": ("không có phát hiện", "no findings"),
        "check.coverage": ("phạm vi đối chiếu: {counts}", "coverage: {counts}"),
        "check.no_coverage": (
            "phạm vi đối chiếu: không có phép đối chiếu nào",
            "coverage: nothing to check against",
        ),
        # calculations
        "reckoned.rests_on": ("căn cứ", "rests on"),
        "reckoned.words_only": (
            "không có phép tính: quy tắc đối chiếu câu chữ",
            "no arithmetic: the rule sets words against each other",
        ),
        "reckoned.place": ("dòng {line}, cột {column}", "line {line}, column {column}"),
        "reckoned.million": ("triệu đồng", "million đồng"),
        "reckoned.exact": ("số chính xác", "exact"),
        "reckoned.reported": ("số đã ghi", "reported"),
        "reckoned.computed": ("số tính lại", "computed"),
        "reckoned.reported.count-rate": ("tổng thể theo cặp cuối", "population by the last pair"),
        "reckoned.computed.count-rate": ("tổng thể theo các cặp khác", "population by the other pairs"),
        "reckoned.computed.granularity": (
            "các tỷ lệ gần nhất mà số nguyên cho được",
            "nearest rates that whole counts give",
        ),
        "reckoned.gap": ("chênh lệch", "gap"),
        "reckoned.no_gap": ("không, hai khoảng có điểm chung", "none, the intervals share a value"),
        "reckoned.reading": ("cách hiểu", "reading"),
        "reckoned.verdict": ("kết quả", "verdict"),
        "reckoned.coverage": ("Phạm vi đối chiếu", "Coverage"),
        "interval.any": ("bất kỳ", "anything"),
        "interval.least": ("từ {end} trở lên", "{end} or more"),
        "interval.most": ("đến {end}", "up to {end}"),
        "interval.point": ("đúng {value}", "exactly {value}"),
        "interval.both": ("từ {low} đến {high}", "from {low} to {high}"),
        "term.total": ("tổng", "total"),
        "term.part": ("khoản", "part"),
        "term.count": ("số đếm", "count"),
        "term.whole": ("trên tổng số", "out of"),
        "term.stated": ("tỷ lệ ghi", "stated rate"),
        "term.before": ("giá trị đầu", "first value"),
        "term.after": ("giá trị cuối", "second value"),
        "term.change": ("mức thay đổi ghi", "stated change"),
        "term.share": ("tỷ lệ", "share"),
        "term.population": ("tổng số", "population"),
        "term.in_figures": ("bằng số", "in figures"),
        "term.in_words": ("bằng chữ", "in words"),
        "term.figure": ("số", "figure"),
        "relation.sum": ("phép cộng", "sum"),
        "relation.ratio": ("tỷ lệ của a trên b", "ratio of a to b"),
        "relation.count-rate": ("số đếm và tỷ lệ", "count and rate"),
        "relation.growth": ("mức thay đổi", "change"),
        "relation.shares": ("cơ cấu", "shares of a whole"),
        "relation.granularity": ("tỷ lệ và tổng số nguyên", "rate of a whole population"),
        "relation.amount-in-words": ("bằng số và bằng chữ", "figures and words"),
        "relation.same-fact": ("cùng một số liệu ở hai chỗ", "one fact in two places"),
        "relation.product": ("mức của một đơn vị nhân số lượng", "cost of one times how many"),
        "relation.date-order": ("thứ tự ngày", "order of dates"),
        "reading.plain": ("làm tròn đến chữ số cuối đã ghi", "rounded to the last digit written"),
        "reading.estimate": ("có số ước (khoảng, gần, ước)", "an estimate is among the figures"),
        "reading.different_per": (
            "không cộng đơn giá với tổng mức",
            "a unit cost and an overall amount are not added",
        ),
        "reading.other_reading": (
            "khớp nếu đọc dấu chấm, dấu phẩy theo cách khác",
            "agrees if points and commas are read the other way",
        ),
        "reading.cut": (
            "khớp nếu phần lẻ bị cắt, không làm tròn",
            "agrees if the last digits were cut off, not rounded",
        ),
        "reading.corrected": ("tính với đơn vị đã sửa", "computed with the unit corrected"),
        "reading.plan_met": (
            "100% kế hoạch có thể không phải tỷ lệ của hai số này",
            "100% of the plan may not be the ratio of these two figures",
        ),
        "reading.no_whole": ("mẫu số bằng 0", "the denominator is 0"),
        "reading.unit_missing": ("có khoản không ghi đơn vị", "an amount has no unit"),
        "reading.other_unit": (
            "mức thay đổi có đơn vị khác hai giá trị",
            "the change is in another unit than its levels",
        ),
        "reading.no_number_in_words": ("phần chữ không đọc được thành số", "the words say no number"),
        "reading.population_changed": (
            "lệch trong mức cho phép vì tổng số hộ thay đổi giữa hai kỳ",
            "the pairs differ within tolerance, for the number of households changed between them",
        ),
        # across the corpus
        "help.check_db": (
            "Không đọc tệp: cho xem kết quả đối chiếu giữa các văn bản của lần quét cuối trong kho này.",
            "Read no file: show what the last scan into this corpus found between plans.",
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
            "{count} findings between plans; to see them: extractor check --db {db}",
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
        "relation.citation-date": ("ngày của văn bản được viện dẫn", "date of a cited document"),
        "relation.roll-up": ("tổng so với kế hoạch cấp dưới", "total against the plans under it"),
        "relation.year-on-year": ("số liệu một năm ở hai văn bản", "one year's figure in two plans"),
        # search
        "search.none": ("Không tìm thấy «{query}» trong {db}.", "Nothing found for «{query}» in {db}."),
        "search.count": ("{count} kết quả cho «{query}»", "{count} results for «{query}»"),
        "search.limited": (
            "{count} kết quả đầu tiên cho «{query}» (--limit để xem thêm)",
            "The first {count} results for «{query}» (--limit for more)",
        ),
        "search.untitled": ("(không có trích yếu)", "(untitled)"),
        # severities, certainties, verdicts
        "severity.error": ("sai sót", "error"),
        "severity.warning": ("cần làm rõ", "warning"),
        "severity.info": ("lưu ý", "info"),
        "verdict.agrees": ("khớp", "agrees"),
        "verdict.rounding": ("chênh do làm tròn", "rounding"),
        "verdict.disagrees": ("không khớp", "disagrees"),
        "verdict.not-checkable": ("chưa đủ căn cứ", "not checkable"),
        # rules
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
        # file states
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
        # kinds of record
        "value.malformed number": ("chữ số viết sai nhóm", "malformed number"),
        "value.no known unit": ("không có đơn vị đã biết", "no known unit"),
        "column.due": ("Thời hạn", "Due"),
        "column.task": ("Việc", "Task"),
        "kind.document": ("văn bản", "documents"),
        "kind.citation": ("viện dẫn", "citations"),
        "kind.reference": ("dẫn chiếu lại", "back references"),
        "kind.budget": ("khoản kinh phí", "budget lines"),
        "kind.target": ("chỉ tiêu", "targets"),
        "kind.deadline": ("thời hạn", "deadlines"),
        "kind.unread": ("số liệu chưa đọc được", "unread figures"),
        "kind.check": ("phép đối chiếu", "checks"),
        "kind.finding": ("phát hiện", "findings"),
        # values of fields
        "value.total": ("tổng", "total"),
        "value.part": ("thành phần", "part"),
        "value.unit_cost": ("đơn giá", "unit cost"),
        "value.amount": ("khoản riêng", "amount"),
        "value.basis": ("căn cứ", "basis"),
        "value.reference": ("viện dẫn", "reference"),
        "value.central": ("trung ương", "central"),
        "value.local": ("địa phương", "local"),
        "value.mobilised": ("huy động", "mobilised"),
        "value.credit": ("tín dụng", "credit"),
        "value.mixed": ("nhiều nguồn", "mixed"),
        "value.plan": ("kế hoạch", "plan"),
        "value.target": ("chỉ tiêu", "target"),
        "value.actual": ("kết quả", "actual"),
        "value.estimate": ("ước thực hiện", "estimate"),
        "value.baseline": ("số đầu kỳ", "baseline"),
    }
)


def printable(text: str) -> str:
    """The text without what could steer a terminal: control characters become a replacement mark."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def say(lang: Lang, key: str, **values: object) -> str:
    """The text `key` in `lang`, its placeholders filled."""
    vi, en = WORDS[key]
    return (en if lang == "en" else vi).format(**values)


def rule_name(lang: Lang, rule: str) -> str:
    """A rule's name with its id; the id alone for a rule of the user's own."""
    key = f"rule.{rule}"
    return f"{say(lang, key)} ({rule})" if key in WORDS else rule
