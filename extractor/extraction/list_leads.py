"""What stands over the items of a list: the line that opens it, else the heading above."""

from extractor.extraction.context import BlockContext, Setting
from extractor.language.text import canonical

_MOST_ITEMS = 20


def lead_of(setting: Setting, context: BlockContext) -> str:
    """The canonical words that say what the items of a list are: of the line right over the list, where it ends in a
    colon («Nguyên nhân nghèo:»), else of the heading above; "" for what is no item."""
    form = context.outlined.form
    if form is None or context.block.table is not None:
        return ""
    blocks, outlined = context.text.blocks, setting.outline.blocks
    for index in range(context.index - 1, max(-1, context.index - _MOST_ITEMS), -1):
        if outlined[index].form != form:
            words = context.lowered[blocks[index].body : blocks[index].end].rstrip()
            if words.endswith(":"):
                return words
            break
    return canonical(next(iter(setting.headings(context.outlined)), ""))
