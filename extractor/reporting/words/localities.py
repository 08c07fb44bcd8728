"""Texts of `extractor localities`."""

from typing import Final

TEXTS: Final = {
    "help.localities": (
        "Đơn vị hành chính của từng kế hoạch: xem, gắn bằng tay, tra danh mục trước và sau ngày 01/7/2025.",
        "The place that each plan is of: list it, set it by hand, look up units before and after 1 July 2025.",
    ),
    "help.localities_list": (
        "Liệt kê các kế hoạch và đơn vị đã gắn, kèm đơn vị hiện nay và độ tin cậy.",
        "List the plans with the units they are linked to, the units of today and how sure the links are.",
    ),
    "help.unlinked": (
        "Chỉ các kế hoạch chưa gắn được hoặc gắn chưa chắc chắn (dưới 0,8).",
        "Only plans that are linked to no unit, or not surely (below 0.8).",
    ),
    "help.localities_link": (
        "Gắn bằng tay một kế hoạch (tệp hoặc số) với một đơn vị (tên hoặc mã); giữ nguyên ở các lần quét sau. Mã "
        "thoát 2 nếu không rõ kế hoạch hoặc đơn vị nào.",
        "Link a plan (file or number) to a unit (name or id) by hand; later scans keep it. Exit code 2 where "
        "plan or unit is not clear.",
    ),
    "help.localities_unlink": (
        "Ghi bằng tay rằng kế hoạch không thuộc đơn vị nào; giữ nguyên ở các lần quét sau.",
        "Say by hand that a plan is of no unit; later scans keep it.",
    ),
    "help.undo": (
        "Bỏ mọi điều đã ghi bằng tay cho kế hoạch này; đơn vị lại theo văn bản.",
        "Take back what was set by hand for this plan; its own words decide again.",
    ),
    "help.localities_show": (
        "Tra danh mục đơn vị hành chính: «xã Tân Lập, Kon Rẫy», tên không dấu hoặc mã. Mã thoát 1 nếu không có.",
        "Look up units: «xã Tân Lập, Kon Rẫy», a name without diacritics, or an id. Exit code 1 if there is none.",
    ),
    # localities
    "localities.title": ("Kế hoạch trong {db}: {count}", "Plans in {db}: {count}"),
    "localities.none": ("Không có kế hoạch nào như vậy trong {db}.", "No such plans in {db}."),
    "localities.units": ("Đơn vị hành chính: {count}", "Units: {count}"),
    "localities.no_unit": (
        "Không có đơn vị nào tên «{name}» trong danh mục.",
        "No unit is called «{name}».",
    ),
    "localities.no_link": ("chưa gắn", "none"),
    "localities.within": ("thuộc {place}", "within {place}"),
    "localities.by_hand": ("bằng tay", "by hand"),
    "localities.is_of": ("{path}: {unit} ({sure}); nay là {now}", "{path}: {unit} ({sure}); today {now}"),
    "localities.is_of_none": ("{path}: {unit}", "{path}: {unit}"),
    "localities.of_none": ("ghi bằng tay: không thuộc đơn vị nào", "by hand: of no unit"),
    "column.locality": ("Đơn vị hành chính", "Unit"),
    "column.locality_id": ("Mã trong danh mục", "Id"),
    "column.locality_now": ("Đơn vị hiện nay", "Unit of today"),
    "column.link_confidence": ("Độ tin cậy", "Confidence"),
    "column.became": ("Các đơn vị kế tục", "Became"),
}
