"""Which programmes a plan carries out: by the words of its title, else by the documents it cites."""

from collections.abc import Iterator

from extractor.checker.dates import first_day
from extractor.extraction.components_named import Component
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Citation
from extractor.rulebook.across import CorpusRule
from extractor.rulebook.programmes import Programme, ProgrammeComponent, ProgrammeRules
from extractor.rulebook.registry import bare_number


def programmes_titled(title: str, rule: CorpusRule) -> tuple[str, ...]:
    """The programmes that a title names, in the order of the rules."""
    words = canonical(title)
    return tuple(name for name, pattern in rule.programmes.items() if pattern.search(words))


def programmes_of(plan: Plan, rule: CorpusRule) -> tuple[str, ...]:
    """The programmes of a plan; by its citations only where these point at a single one."""
    titled = programmes_titled(plan.document.title or "", rule)
    if titled:
        return titled
    cited = tuple(dict.fromkeys(_cited(plan.citations, rule)))
    return cited if len(cited) == 1 else ()


def _cited(citations: tuple[Citation, ...], rule: CorpusRule) -> Iterator[str]:
    """The programmes whose own documents are among these."""
    known = {
        bare_number(number): (name, year)
        for name, documents in rule.programme_documents.items()
        for number, year in documents.items()
    }
    for citation in citations:
        number = citation.number_normalised or citation.number
        name, year = known.get(bare_number(number or ""), (None, None))
        dated = (citation.issued_on or "")[:4]
        if name is not None and (year is None or dated in {"", str(year)}):
            yield name


def programme_of(plan: Plan, kinds: tuple[str, ...], known: ProgrammeRules) -> Programme | None:
    """The programme that the years of a plan fall to; None where it is of several or of none that is known."""
    years = {plan.document.plan_year} if plan.document.plan_year else set(plan.document.period or ())
    found = {id(p): p for k in kinds for y in years if y and (p := known.of(k, y))}
    return next(iter(found.values())) if len(found) == 1 and len(kinds) == 1 else None


def predates(plan: Plan, programme: Programme) -> bool:
    """True for a plan made before the document that lists the components, as far as its date tells."""
    issued = plan.document.issued_on
    return issued is not None and str(first_day(issued)) < programme.since


def known_component(programme: Programme, component: Component | None) -> ProgrammeComponent | None:
    """What the programme says of a component; None where it has no such, and for a part of a project not named."""
    if component is None or component.project is None:
        return None
    numbers = (component.project, component.sub)
    return programme.components.get(".".join(str(number) for number in numbers if number is not None))
