"""Texts of `text`, `layout` and `render`: blocks told and drawn."""

from typing import Final

TEXTS: Final = {
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
    "block.heading": ("đề mục", "heading"),
    "block.paragraph": ("đoạn văn", "paragraph"),
    "block.list_item": ("mục liệt kê", "list item"),
    "block.table_cell": ("ô bảng", "table cell"),
    "layout.title": ("{path}: {count} khối", "{path}: {count} {count:?block|blocks}"),
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
    "drawn.doubt": ("!", "!"),
    "drawn.finding": ("PH", "F"),
    "drawn.no_page": (
        "không có trang {page}: tệp có {count} trang",
        "no page {page}: the file has {count} {count:?page|pages}",
    ),
    "drawn.laid_out": (
        "Tệp không phân trang: trang này được dựng lại từ các khối đã đọc, không phải trang in.",
        "A file without pages: this page is laid out from the blocks read, it is not the printed one.",
    ),
    "drawn.as_read": (
        "Trang quét được vẽ thẳng lại như khi nhận dạng chữ.",
        "A scanned page is drawn straight, as its words were recognised.",
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
}
