"""Appendices that lie beside the plan, by the names of the files."""

import pytest
from checker_drafts import RULES, Draft

from extractor.checker.appendices import fewer_lack_now
from extractor.checker.beside import lies_beside
from extractor.checker.outside import Outside

PLAN = "KH 12 xã Lam Khê.docx"
SEVERAL = ["KH 12 xã Lam Khê.docx", "KH 9 xã Kiến Trạm.docx"]


@pytest.mark.parametrize(
    ("files", "number", "beside"),
    [
        pytest.param(["Phụ lục.xlsx"], "", True, id="appendix"),
        pytest.param(["phu_luc-kem-theo.pdf"], "", True, id="without marks"),
        pytest.param(["PHỤ LỤC.XLSX"], "3", True, id="one without a number holds all"),
        pytest.param(["PL 1.docx"], "01", True, id="its number"),
        pytest.param(["PL02.docx"], "II", True, id="in Roman figures"),
        pytest.param(["Phu luc I.docx"], "1", True, id="Roman figures in the name"),
        pytest.param(["PL 1.docx"], "2", False, id="another number"),
        pytest.param(["Biểu số 4.xls"], "4", True, id="table"),
        pytest.param(["KH 12 xã Lam Khê.xlsx"], "2", True, id="the plan's name on a table"),
        pytest.param(["KH 12 xã Lam Khê - biểu.xlsx"], "", True, id="the plan's name and more"),
        pytest.param(["KH 12 xã Lam Khê.pdf"], "", False, id="the plan in another format"),
        pytest.param([*SEVERAL, "Phụ lục xã Kiến Trạm.xlsx"], "", False, id="another plan's"),
        pytest.param([*SEVERAL, "Phụ lục xã Lam Khê.xlsx"], "", True, id="its own among several"),
        pytest.param([*SEVERAL, "PL.xlsx"], "", True, id="one for the folder"),
        pytest.param(["Phu luc giam ngheo 2031.xlsx"], "", True, id="the only plan in the folder"),
        pytest.param(["Phổ biến PL 2031.pdf", "PL2031.pdf"], "", False, id="a law, no appendix"),
        pytest.param(["Biểu đồ mưa.pdf"], "", False, id="a chart"),
        pytest.param(["~$Phu luc.docx", ".phu luc.docx"], "", False, id="leavings of editors"),
        pytest.param([], "", False, id="nothing"),
    ],
)
def test_appendices_beside_the_plan(files: list[str], number: str, beside: bool) -> None:
    assert lies_beside(PLAN, files, number, RULES.appendices) is beside
    assert lies_beside(PLAN, files[::-1], number, RULES.appendices) is beside


@pytest.mark.parametrize(
    ("files", "texts"),
    [
        ((), ["(chi tiết tại Phụ lục 01)", "(chi tiết tại Phụ lục 02)"]),
        (("PL 1.xlsx",), ["(chi tiết tại Phụ lục 02)"]),
        (("PL 1.xlsx", "PL 2.xlsx"), []),
        (("Phu luc kem theo.xlsx",), []),
    ],
)
def test_only_what_lies_nowhere_is_missing(files: tuple[str, ...], texts: list[str]) -> None:
    draft = Draft("Giảm 20 hộ (chi tiết tại Phụ lục 01).\nTrồng 5 ha (chi tiết tại Phụ lục 02).")
    found = draft.findings(Outside(own=PLAN, files=files))
    assert [f.text for f in found if f.rule == "appendix-missing"] == texts


@pytest.mark.parametrize(
    ("words", "came"), [("(Phụ lục 02 kèm theo)", True), ("(Phụ lục 03 kèm theo)", False)]
)
def test_what_was_missed_may_have_come(words: str, came: bool) -> None:
    assert fewer_lack_now(words, 1, PLAN, ["PL 2.xlsx"], RULES) is came
