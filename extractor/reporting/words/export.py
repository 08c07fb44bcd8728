"""Texts of `extractor export`."""

from typing import Final

TEXTS: Final = {
    "help.export": (
        "Xuất kho văn bản ra Excel (.xlsx), CSV, JSON từng dòng (.jsonl), Parquet hoặc báo cáo Word (.docx), theo đuôi "
        "tệp. Phát hiện không ghi nhận và phát hiện về thể thức chỉ có khi yêu cầu.",
        "Write the corpus as Excel (.xlsx), CSV, JSON lines (.jsonl), Parquet or a Word report (.docx), by the file's "
        "name. Dismissed findings and those of form are left out unless asked for.",
    ),
    "help.export_to": ("Tệp sẽ ghi: .xlsx, .csv, .jsonl, .parquet, .docx.", "File to write, by its ending."),
    "help.table": (
        "Bảng cần xuất: với .csv, .jsonl, .parquet mặc định findings; với .xlsx là các trang thêm.",
        "Table to write: findings by default; for .xlsx further sheets (may be given several times).",
    ),
    "help.with_dismissed": ("Kể cả phát hiện không ghi nhận.", "Dismissed findings too."),
    "help.with_form": ("Kể cả phát hiện về thể thức.", "Findings of form (layout, spelling, numbering) too."),
    "help.mask": (
        "Che họ tên đi với số giấy tờ, số điện thoại, danh sách hộ.",
        "Mask names beside numbers of papers, telephone numbers, lists of households.",
    ),
    "help.report": (
        "Báo cáo Word nào: findings là phát hiện (mặc định); coverage là kết quả đối chiếu để ký: phạm vi, những gì đã "
        "khớp, phát hiện đã xác nhận, những gì chưa đối chiếu, chưa đọc được.",
        "Which Word report: findings (the default), or coverage, to be signed: scope, what agreed, confirmed findings, "
        "what could not be checked or read.",
    ),
    "help.issued_by": (
        "Cơ quan ghi ở đầu báo cáo Word (ghi hai lần: cơ quan chủ quản, cơ quan ban hành).",
        "Body in the head of the Word report (given twice: the one above it, itself).",
    ),
    "export.done": ("Đã ghi {path}.", "{path} written."),
    "export.no_files": (
        "Không có tệp nào khớp với lựa chọn: tệp vừa ghi không có dòng nào.",
        "No file matches what was asked for: what was written holds no rows.",
    ),
    "export.no_findings": (
        "Không có phát hiện nào khớp với lựa chọn.",
        "No finding matches what was asked for.",
    ),
    "export.kind": (
        "{path}: đuôi tệp phải là .xlsx, .csv, .jsonl, .parquet hoặc .docx",
        "{path}: the name must end in .xlsx, .csv, .jsonl, .parquet or .docx",
    ),
    "export.one_table": (
        "Tệp .csv, .parquet chỉ chứa một bảng: nêu một --table",
        "A .csv or .parquet file holds one table: give one --table",
    ),
    "export.report_docx": (
        "--report coverage chỉ dùng với tệp .docx",
        "--report coverage needs a .docx file",
    ),
    "export.no_table": (
        "Báo cáo Word không nhận --table",
        "The Word report takes no --table",
    ),
    "value.table cell that no rule reads": (
        "ô bảng chưa có quy tắc đọc",
        "table cell that no rule reads",
    ),
    "export.no_parquet": (
        "Để ghi Parquet cần thêm: pip install 'plan-extractor[parquet]'",
        "Parquet needs an extra: pip install 'plan-extractor[parquet]'",
    ),
    "help.requests": (
        "Văn bản đề nghị cung cấp: văn bản của địa phương được viện dẫn và phụ lục được nêu mà kho văn bản không có, "
        "nơi nêu và nguyên văn.",
        "Documents to ask for: those of localities that plans cite and appendices that they promise and the corpus "
        "does not hold, where they are named and in which words.",
    ),
    "requests.title": ("Văn bản đề nghị cung cấp", "Documents to ask for"),
    "requests.none": (
        "Không có văn bản nào được viện dẫn mà thiếu trong {db}.",
        "No document is cited that {db} does not hold.",
    ),
    "column.document_asked": ("Văn bản", "Document"),
    "column.mentions": ("Số chỗ nêu", "Named"),
    "column.cited_in": ("Nêu tại", "Named in"),
    "certainty.certain": ("chắc chắn", "certain"),
    "certainty.likely": ("nhiều khả năng", "likely"),
    "certainty.possible": ("có thể", "possible"),
    "level.commune": ("xã", "commune"),
    "level.district": ("huyện", "district"),
    "level.province": ("tỉnh", "province"),
    "level.central": ("trung ương", "central"),
    "capital.recurrent": ("kinh phí sự nghiệp", "recurrent"),
    "capital.investment": ("vốn đầu tư phát triển", "investment"),
}
