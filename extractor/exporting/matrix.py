"""Components by place as a sheet."""

from collections.abc import Sequence

from extractor.corpus.compare_money import Named
from extractor.exporting.tables import Column, FileLink, Row, Table
from extractor.reporting.compare_matrix import matrix, stand_words
from extractor.reporting.words import Lang, say
from extractor.rulebook.programmes import ProgrammeRules


def matrix_table(
    named: Sequence[Named], known: ProgrammeRules, lang: Lang, sheet: str = "compare.sheet.matrix"
) -> Table:
    """A row for each plan and component that any plan names, with the words; silent where a plan has none.

    Components that the plan's programme does not have, and the plan does not name, have no row.
    """
    columns, rows = matrix(named, known)
    heads = (
        Column("place", say(lang, "column.place_name"), "text", 26),
        Column("plan", say(lang, "column.plan"), "text", 24),
        Column("component", say(lang, "value.component"), "text", 12),
        Column("stand", say(lang, "column.status_shown"), "text", 22),
        Column("value", say(lang, "compare.money"), "figure", 14),
        Column("file", say(lang, "column.file"), "text", 28),
        Column("text", say(lang, "column.quoted"), "text", 60),
    )
    made: list[Row] = []
    for row in rows:
        place, plan = row.place, row.plan
        for column in columns:
            told = row.told.get(column, ())
            if row.is_silent(column):
                made.append((place.shown, plan, column, say(lang, "compare.matrix.silent"), None, None, None))
            for one in told:
                sums = [value for value in one.values if not value.others]
                value = sums[0].value if len(one.values) == 1 and sums else None
                stand = (
                    say(lang, f"compare.matrix.{one.stand}") if value is not None else stand_words(one, lang)
                )
                link = FileLink(one.source.path, one.source.path)
                made.append((place.shown, plan, column, stand, value, link, one.source.text))
    title = say(lang, "compare.matrix_title")
    return Table(say(lang, sheet), title, heads, made)
