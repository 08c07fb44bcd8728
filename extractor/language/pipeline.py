"""The spaCy pipeline of `models/plan_vi/config.cfg`, its terms and cues filled in from the rules."""

from collections.abc import Mapping

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.language import tokenizer as _tokenizer  # noqa: F401 - registers the tokenizer
from extractor.language.terms import set_terms
from extractor.language.text import canonical
from extractor.resources import resource_dir
from extractor.rulebook.figures import PhraseRules
from extractor.rulebook.language import UnitRules

CUES = "cues"


class CueMarker:
    """Marks tokens that decide how a figure is meant: `doc.spans["cues"]`, labels `kind:value`."""

    def __init__(self, cues: Mapping[str, str]) -> None:
        self._cues = dict(cues)

    def __call__(self, doc: Doc) -> Doc:
        lowered = canonical(doc.text)
        doc.spans[CUES] = [
            Span(doc, token.i, token.i + 1, label=label)
            for token in doc
            if (label := self._cues.get(lowered[token.idx : token.idx + len(token)])) is not None
        ]
        return doc


@Language.factory("plan_vi_cues", default_config={"cues": {}})
def create_cues(nlp: Language, name: str, cues: dict[str, str]) -> CueMarker:
    """The cue component that config.cfg names."""
    return CueMarker(cues)


def load_pipeline(phrases: PhraseRules, units: UnitRules) -> Language:
    """The pipeline with the set terms, unit words and cues of the rules."""
    cues = {word: f"{kind}:{value}" for word, (kind, value) in phrases.cues.items()}
    config = spacy.util.load_config(resource_dir("models") / "plan_vi" / "config.cfg")
    config["nlp"]["tokenizer"]["terms"] = sorted(set_terms(phrases, units))
    config["components"]["cues"]["cues"] = cues
    return spacy.util.load_model_from_config(config, auto_fill=True)
