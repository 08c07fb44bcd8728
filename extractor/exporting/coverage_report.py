"""«Kết quả đối chiếu»: what was checked in one plan or several, for an auditor and the unit to sign."""

from datetime import date
from pathlib import Path
from typing import Final

from extractor.corpus.judgements import State
from extractor.exporting.coverage import Coverage, Few
from extractor.exporting.coverage_rows import (
    agreed,
    by_plan,
    count_rows,
    document,
    file_lines,
    file_row,
    not_known,
    not_read,
    noted,
    plan_words,
    unchecked,
    version,
)
from extractor.exporting.labels import (
    label,
    reviewer_words,
)
from extractor.exporting.paper import BOTH, CENTRE, RIGHT, Col, Letterhead, Paper
from extractor.exporting.report import finding_detail
from extractor.reporting.numbers import figure
from extractor.reporting.triage import MARK, local_moment, state_words

_TITLE: Final = "Kết quả đối chiếu"
_FILES: Final = (
    Col("STT", 14, CENTRE),
    Col("Văn bản", 47),
    Col("Tệp và SHA-256", 62, size=9),
    Col("Tình trạng", 22),
    Col("Phép đối chiếu", 20, RIGHT),
)
_COUNTS: Final = (
    Col("Phép đối chiếu", 61),
    Col("Khớp", 18, RIGHT),
    Col("Chênh do làm tròn", 22, RIGHT),
    Col("Không khớp", 22, RIGHT),
    Col("Chưa đủ căn cứ", 22, RIGHT),
    Col("Cộng", 20, RIGHT),
)
_AGREEING: Final = (
    Col("STT", 14, CENTRE),
    Col("Vị trí", 34),
    Col("Phép đối chiếu", 38),
    Col("Số liệu, cách tính", 79),
)
_UNCHECKED: Final = (Col("STT", 14, CENTRE), Col("Vị trí", 36), Col("Nội dung", 63), Col("Lý do", 52))
_NOT_READ: Final = (Col("STT", 14, CENTRE), Col("Tệp", 67), Col("Tình trạng", 32), Col("Lý do", 52))
_NOTED: Final = (Col("STT", 14, CENTRE), Col("Tệp", 59), Col("Điều cần lưu ý khi sử dụng", 92))
_SIGNERS: Final = ("NGƯỜI LẬP", "NGƯỜI SOÁT XÉT", "ĐẠI DIỆN ĐƠN VỊ")
_CLOSING: Final = (
    "Kết quả này chỉ nói về các tệp và các phép đối chiếu nêu trên; nội dung tại mục IV và mục V chưa được đối chiếu, "
    "cần kiểm tra bằng cách khác. Phát hiện chưa rà soát không phải là kết luận."
)


def write_coverage(path: Path, told: Coverage, head: Letterhead, about: tuple[str, str]) -> None:
    """Writes the report; `about` is the name of the corpus and the selection in words. Raises OSError."""
    report = _Report(_TITLE)
    report.letterhead(head)
    report.titles(told)
    report.scope(told, *about)
    report.checked(told)
    report.confirmed(told)
    report.unchecked(told)
    report.unread(told)
    report.closing()
    report.save(path)


class _Report(Paper):
    """The report, part by part."""

    def titles(self, told: Coverage) -> None:
        self.paragraph("……………, ngày …… tháng …… năm ……", italic=True, align=RIGHT, before=4)
        self.paragraph("KẾT QUẢ ĐỐI CHIẾU SỐ LIỆU", bold=True, size=14, align=CENTRE, before=10)
        if told.files.count == 1:
            self.paragraph(document(told.files.rows[0]), bold=True, align=CENTRE)
        else:
            self.paragraph(f"{figure('vi', told.files.count)} tệp văn bản", bold=True, align=CENTRE)
        self.paragraph(
            "(Kèm theo ……………… số ……/…… ngày …… tháng …… năm ……)", italic=True, align=CENTRE, after=8
        )

    def _part(self, title: str) -> None:
        self.paragraph(title, bold=True, before=8, keep=True)

    def scope(self, told: Coverage, corpus: str, words: str) -> None:
        """Which files, read by which program and rules, and when."""
        self._part("I. PHẠM VI ĐỐI CHIẾU")
        self.labelled("Kho văn bản", f"{corpus}{f' (chọn: {words})' if words else ''}")
        self.labelled(
            "Chương trình, bộ quy tắc", "; ".join(map(version, told.versions)) or "chưa đọc tệp nào"
        )
        if told.read_between is not None:
            first, last = map(local_moment, told.read_between)
            self.labelled("Thời điểm đọc", first if first == last else f"từ {first} đến {last}")
        self.labelled("Ngày lập", f"{date.today():%d/%m/%Y}")
        if told.files.count == 1:
            for name, text in file_lines(told.files.rows[0]):
                self.labelled(name, text)
            return
        self.paragraph("Các tệp được đối chiếu:", before=4, keep=True)
        self.table(_FILES, (file_row(number, one) for number, one in enumerate(told.files.rows, 1)))
        self._beyond(told.files, "tệp khác, liệt kê tại trang 04 của sổ Excel")

    def checked(self, told: Coverage) -> None:
        """How many relations came out how; those that agree, each with its place and its figures."""
        self._part("II. NỘI DUNG ĐÃ ĐỐI CHIẾU")
        total = sum(told.counts.values())
        if not total:
            self.paragraph("Không có số liệu nào để đối chiếu với nhau.")
            return
        self.paragraph(f"Đã thực hiện {figure('vi', total)} phép đối chiếu:", keep=True)
        self.table(_COUNTS, count_rows(told), last_bold=True, whole=True)
        if told.agreeing.count:
            self.paragraph(
                f"Các phép đối chiếu khớp, kể cả chênh do làm tròn ({figure('vi', told.agreeing.count)}):",
                keep=True,
            )
            rows = ((check.plan, agreed(check)) for check in told.agreeing.rows)
            self.table(_AGREEING, by_plan(rows, several=told.files.count > 1))
            self._beyond(told.agreeing, "phép khớp khác, liệt kê tại trang 06 của sổ Excel")

    def confirmed(self, told: Coverage) -> None:
        """The findings that a reviewer confirmed; the others are counted."""
        self._part("III. PHÁT HIỆN ĐÃ XÁC NHẬN")
        if not told.confirmed:
            self.paragraph("Chưa có phát hiện nào được xác nhận.")
        plan = None
        for number, one in enumerate(told.confirmed, 1):
            if told.files.count > 1 and one.plan != plan:
                plan = one.plan
                self.paragraph(plan_words(plan), bold=True, italic=True, before=6, keep=True)
            finding_detail(self, number, one)
            who = reviewer_words(one.who, one.at)
            self.labelled(
                "Xác nhận",
                "; ".join(part for part in (who, f"mã {one.fingerprint[:MARK]}", one.note) if part),
            )
        others = [(state, told.others[state]) for state in State if told.others[state]]
        if others:
            counted = ", ".join(
                f"{figure('vi', count)} {state_words(state, None, 'vi')}" for state, count in others
            )
            self.paragraph(f"Không nêu ở đây các phát hiện khác: {counted}.", before=4, align=BOTH)

    def unchecked(self, told: Coverage) -> None:
        """What could not be checked, and why."""
        self._part("IV. NỘI DUNG CHƯA ĐỐI CHIẾU ĐƯỢC")
        if not told.unchecked.count:
            self.paragraph("Không có phép đối chiếu nào phải bỏ dở vì chưa đủ căn cứ.")
            return
        self.table(_UNCHECKED, by_plan(unchecked(told.unchecked.rows), several=told.files.count > 1))
        self._beyond(told.unchecked, "phép khác, liệt kê tại trang 06 của sổ Excel")

    def unread(self, told: Coverage) -> None:
        """Files, pages and figures that were not read."""
        self._part("V. NỘI DUNG CHƯA ĐỌC ĐƯỢC")
        if told.unread_files.count:
            self.paragraph(f"Tệp không đọc được ({figure('vi', told.unread_files.count)}):", keep=True)
            self.table(_NOT_READ, (not_read(n, one) for n, one in enumerate(told.unread_files.rows, 1)))
            self._beyond(told.unread_files, "tệp khác")
        if told.notes.count:
            self.paragraph("Tệp đọc được nhưng có lưu ý:", keep=True)
            self.table(_NOTED, (noted(n, one) for n, one in enumerate(told.notes.rows, 1)))
            self._beyond(told.notes, "tệp khác")
        if told.unread.count:
            self._unread_figures(told)
        if not (told.unread_files.count or told.notes.count or told.unread.count):
            self.paragraph("Không có: mọi tệp đều đọc được, mọi số liệu đều được nhận ra.")

    def _unread_figures(self, told: Coverage) -> None:
        reasons = "; ".join(
            f"{label('value', reason)}: {figure('vi', count)}" for reason, count in told.reasons.most_common()
        )
        self.paragraph(
            f"Số liệu chưa có quy tắc đọc ({figure('vi', told.unread.count)}; {reasons}):",
            keep=True,
            align=BOTH,
        )
        self.table(_UNCHECKED, by_plan(not_known(told.unread.rows), several=told.files.count > 1))
        self._beyond(told.unread, "số liệu khác")

    def closing(self) -> None:
        """What the report does not say, and room for those who sign."""
        self.paragraph(_CLOSING, align=BOTH, before=6, after=10, keep=True)
        self.signatures(_SIGNERS)

    def _beyond(self, some: Few, what: str) -> None:
        if some.beyond:
            self.paragraph(f"Còn {figure('vi', some.beyond)} {what}.", italic=True)
