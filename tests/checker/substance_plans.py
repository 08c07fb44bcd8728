"""Plans of a programme written out from head to signature, for the checks on their substance."""

from functools import lru_cache

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.rulebook import Rulebook, load_rulebook

_HEAD = """ỦY BAN NHÂN DÂN
XÃ BẢN LÌM
Số: 15/KH-UBND
Bản Lìm, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
{title}

"""
_END = """
Trên đây là Kế hoạch năm 2024 của UBND xã Bản Lìm./.

Nơi nhận:
- UBND huyện;
- Lưu: VT.
"""
POVERTY = "Thực hiện công tác giảm nghèo bền vững năm 2024"


@lru_cache(maxsize=1)
def _rules() -> Rulebook:
    return load_rulebook()


def audit(body: str, *, title: str = POVERTY, end: str = _END) -> Audit:
    """The audit of a commune's plan for 2024 with these parts."""
    text = _HEAD.format(title=title) + body.strip() + "\n" + end
    return audit_bytes(text.encode(), "p.txt", "p.txt", _rules())


def told(rule: str, body: str, *, title: str = POVERTY, end: str = _END) -> list[str]:
    """The words of each finding of a rule."""
    return [f.text for f in audit(body, title=title, end=end).findings if f.rule == rule]


def verdicts(relation: str, body: str) -> list[str]:
    """What became of each relation of a kind."""
    return [c.verdict for c in audit(body).checks if c.relation == relation]
