"""What a scan would do, as a table and a line."""

from collections.abc import Iterator

from extractor.reporting.numbers import figure
from extractor.reporting.places import shown_path
from extractor.reporting.screen import Item, Sheet, line
from extractor.reporting.words import Lang, say
from extractor.scanning.preview import TO_READ, Fate, Preview


def preview_items(preview: Preview, lang: Lang) -> Iterator[Item]:
    """The files that would be read, each with why, and the counts of all."""
    if preview.to_read:
        headers = (say(lang, "column.file"), say(lang, "column.why"))
        rows = tuple((shown_path(name), say(lang, f"preview.{fate}")) for name, fate in preview.to_read)
        yield Sheet(say(lang, "preview.title"), headers, rows)
        yield line()
    counts = {name: figure(lang, preview.fates[fate]) for name, fate in _COUNTED}
    read = sum(preview.fates[fate] for fate in TO_READ)
    yield line(
        say(
            lang,
            "preview.counts",
            read=figure(lang, read),
            total=figure(lang, preview.fates.total()),
            archives=figure(lang, preview.archives),
            **counts,
        )
    )


_COUNTED = (
    ("new", Fate.NEW),
    ("changed", Fate.CHANGED),
    ("again", Fate.AGAIN),
    ("unchanged", Fate.UNCHANGED),
    ("twins", Fate.TWIN),
    ("set_aside", Fate.SET_ASIDE),
)
