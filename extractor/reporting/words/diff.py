"""Texts of `diff`."""

from typing import Final

TEXTS: Final = {
    "help.diff": (
        "So sánh hai phiên bản của một kế hoạch: chỉ tiêu, kinh phí, viện dẫn thay đổi, phát hiện đã khắc phục hoặc "
        "mới xuất hiện. Với --db, tên tệp là tên trong kho (thêm @1, @2… để chọn phiên bản); chỉ một tên thì so hai "
        "phiên bản cuối. Mã thoát: 0 không khác, 1 có khác, 2 không chạy được.",
        "Compare two versions of a plan: targets, sums, citations that changed, findings fixed or come up. With --db "
        "the names are those of the corpus (with @1, @2… for a version); a single one compares its last two versions. "
        "Exit code: 0 no difference, 1 differences, 2 could not run.",
    ),
    "help.diff_db": ("So sánh các phiên bản trong kho này.", "Compare versions that this corpus holds."),
    "diff.two": ("cần hai tệp, hoặc --db với một tệp", "two files are needed, or --db with one"),
    "diff.no_version": ("{path}: không có trong {db}", "{path}: not in {db}"),
    "diff.one_version": ("{path}: {db} chỉ có một phiên bản", "{path}: {db} holds a single version"),
    "diff.none": ("Không có gì thay đổi.", "Nothing changed."),
    "diff.field": ("Mục", "Field"),
    "diff.was": ("Trước", "Before"),
    "diff.is": ("Nay", "Now"),
    "diff.words": ("Nguyên văn", "Words"),
    "diff.change": ("Thay đổi", "Change"),
    "diff.place": ("Vị trí", "Place"),
    "diff.fixed": ("{count} phát hiện không còn", "{count} {count:?finding is|findings are} gone"),
    "diff.came_up": ("{count} phát hiện mới", "{count} new {count:?finding|findings}"),
    "diff.stays": (
        "{findings} phát hiện vẫn còn; {records} số liệu và viện dẫn không đổi",
        "{findings} {findings:?finding stays|findings stay}; figures and citations unchanged: {records}",
    ),
    "field.doc_type": ("loại văn bản", "type"),
    "field.number": ("số", "number"),
    "field.number_normalised": ("số hiệu", "number"),
    "field.cited_type": ("loại văn bản", "type"),
    "field.issued_on": ("ngày", "date"),
    "field.issuer": ("cơ quan ban hành", "issuer"),
    "field.title": ("trích yếu", "title"),
    "field.plan_year": ("năm kế hoạch", "plan year"),
    "field.period": ("giai đoạn", "period"),
    "field.signatory": ("người ký", "signatory"),
    "field.value": ("giá trị", "value"),
    "field.value_corrected": ("giá trị sau khi sửa đơn vị", "value with its unit corrected"),
    "field.unit": ("đơn vị", "unit"),
    "field.denominator": ("mẫu số", "denominator"),
    "field.comparator": ("so sánh", "comparator"),
    "field.direction": ("chiều", "direction"),
    "field.year": ("năm", "year"),
    "field.status": ("loại số liệu", "status"),
    "field.population": ("đối tượng", "population"),
    "field.locality": ("địa phương", "place"),
    "field.role": ("vai trò", "role"),
    "field.source": ("nguồn vốn", "source"),
    "field.capital": ("loại vốn", "capital"),
    "field.component": ("dự án", "component"),
    "field.per": ("mỗi", "per"),
    "field.article": ("điều", "article"),
    "field.clause": ("khoản", "clause"),
    "field.point": ("điểm", "point"),
}
