"""The page of a check: as Markdown for docs/rules, as lines for `rules show`, as help for other programs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractor.checker.wording import Words
from extractor.reporting.screen import Line, line
from extractor.reporting.words import LANGUAGES, WORDS, Lang, say
from extractor.rulebook.check_texts import Wording
from extractor.rulebook.checks import CheckRule, CheckRules
from extractor.rulebook.pages import CheckPage, CheckPages


def in_language(lang: Lang, wording: Wording) -> str:
    """The sentence in `lang`."""
    return wording.en if lang == "en" else wording.vi


def title(lang: Lang, rule: str) -> str:
    """A check's name in words; its id where it has none."""
    key = f"rule.{rule}"
    return say(lang, key) if key in WORDS else rule


def page_help(lang: Lang, rule: str, page: CheckPage) -> str:
    """What the check tells, why it matters and how to switch it off, as plain paragraphs."""
    off = f"{say(lang, 'page.off')}: extractor check --ignore {rule}"
    return "\n\n".join((in_language(lang, page.says), in_language(lang, page.why), off))


def page_lines(rule: str, about: CheckRule[Any], page: CheckPage, lang: Lang) -> Iterator[Line]:
    """The page on a terminal."""
    yield line(f"{title(lang, rule)} ({rule})", "bold")
    kinds = say(lang, f"severity.{about.severity}"), say(lang, f"category.{about.category}")
    yield line(" · ".join(kinds), indent=2)
    yield line(in_language(lang, page.says), indent=2)
    yield line(f"{say(lang, 'page.why')}: {in_language(lang, page.why)}", indent=2)
    for key, example in (("page.wrong", page.wrong), ("page.right", page.right)):
        yield line(f"{say(lang, key)}:", "cyan", indent=2)
        yield from (line(row, indent=4) for row in example.splitlines())
    for plan in page.beside:
        yield line(f"{say(lang, 'page.beside')}:", "cyan", indent=2)
        yield from (line(row, indent=4) for row in plan.splitlines())
    yield line(f"{say(lang, 'page.off')}:", "cyan", indent=2)
    yield from (line(way, indent=4) for way in _ways_off(rule))


def _ways_off(rule: str) -> Iterable[str]:
    """On the command line, in extractor.toml, in a rule file of one's own."""
    return (
        f"extractor check KE_HOACH.docx --ignore {rule}",
        f'extractor.toml: ignore = ["{rule}"]',
        f"--rules DIR, DIR/checks.yaml: rules: {{{rule}: {{enabled: false}}}}",
    )


def page_markdown(rule: str, about: CheckRule[Any], page: CheckPage, found: Words) -> str:
    """The page in both languages; `found` is the message that the wrong example gives."""
    where = "" if page.whole else f" ([{_both('page.frame')}](README.md#khung--frame))"
    return "\n".join(
        (
            f"# {rule}",
            "",
            f"{_both(f'rule.{rule}')} · {_both(f'severity.{about.severity}')}"
            f" · {_both(f'category.{about.category}')}",
            "",
            *(row for lang in LANGUAGES for row in _about(lang, page)),
            f"## {_both('page.examples')}",
            f"{_both('page.wrong')}{where}:",
            "",
            *_indented(page.wrong),
            "",
            f"> {found.vi}",
            ">",
            f"> {found.en}",
            "",
            f"{_both('page.right')}:",
            "",
            *_indented(page.right),
            "",
            *(row for plan in page.beside for row in (f"{_both('page.beside')}:", "", *_indented(plan), "")),
            f"## {_both('page.off')}",
            *_indented("\n".join(_ways_off(rule))),
            "",
        )
    )


def _about(lang: Lang, page: CheckPage) -> Iterator[str]:
    yield f"## {say(lang, 'page.language')}"
    yield in_language(lang, page.says)
    yield ""
    yield f"**{say(lang, 'page.why')}.** {in_language(lang, page.why)}"
    yield ""


def _both(key: str) -> str:
    """A text in both languages, once where they are alike."""
    return " / ".join(dict.fromkeys(WORDS.get(key, (key.partition(".")[2],))))


def _indented(text: str) -> Iterator[str]:
    return (f"    {row}".rstrip() for row in text.splitlines())


def index_markdown(rules: CheckRules, pages: CheckPages) -> str:
    """The list of all checks with links to their pages, and the frame of their examples."""
    rows = (_row(rule, rules.rule(rule)) for rule in rules.ids)
    head = "| {} | {} | {} | {} |".format(
        *map(_both, ("page.rule", "page.name", "page.severity", "page.category"))
    )
    frame = ("## Khung / frame", _both("page.framed"), "", *_indented(pages.frame), "")
    return "\n".join(
        (
            f"# {_both('page.index')}",
            "",
            _both("page.written"),
            "",
            head,
            "|---|---|---|---|",
            *rows,
            "",
            *frame,
        )
    )


def _row(rule: str, about: CheckRule[Any]) -> str:
    cells = (f"rule.{rule}", f"severity.{about.severity}", f"category.{about.category}")
    return "| " + " | ".join((f"[`{rule}`]({rule}.md)", *map(_both, cells))) + " |"


def missing_pages(rules: CheckRules, pages: Mapping[str, CheckPage]) -> list[str]:
    """The checks that have no page, then the pages that have no check."""
    return [
        *(rule for rule in rules.ids if rule not in pages),
        *(rule for rule in pages if rule not in rules.ids),
    ]
