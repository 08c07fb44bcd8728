"""The spaCy pipeline of models/plan_vi/config.cfg: tokens kept whole, cues marked, the text untouched."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config

from extractor.language.pipeline import CUES, load_pipeline
from extractor.language.tokenizer import PlanTokenizer
from extractor.resources import resource_dir
from extractor.rulebook import load_rulebook


@lru_cache(maxsize=1)
def pipeline() -> Language:
    rules = load_rulebook()
    return load_pipeline(rules.phrases, rules.units)


def tokens(text: str) -> list[str]:
    return [token.text for token in pipeline()(text)]


def cues(text: str) -> list[tuple[str, str]]:
    doc: Doc = pipeline()(text)
    return [(span.text, span.label_) for span in doc.spans[CUES]]


def test_the_config_names_tokenizer_and_components() -> None:
    config = load_config(resource_dir("models") / "plan_vi" / "config.cfg")
    assert config["nlp"]["tokenizer"]["@tokenizers"] == "plan_vi.tokenizer.v1"
    assert pipeline().pipe_names == config["nlp"]["pipeline"] == ["cues"]
    assert isinstance(pipeline().tokenizer, PlanTokenizer)
    assert pipeline().lang == config["nlp"]["lang"] == "vi"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("chi 3.417,5 triệu đồng cho xã", ["3.417,5", "triệu đồng"], id="figure and unit"),
        pytest.param("tỷ lệ 12,47% giảm", ["12,47%"], id="percentage"),
        pytest.param("đạt 100 % số hộ", ["100 %"], id="percentage with a space"),
        pytest.param("ký 04/ 01/2024 tại xã", ["04/ 01/2024"], id="date with a space"),
        pytest.param("Quyết định số 90/QĐ-TTg về", ["90/QĐ-TTg"], id="document number"),
        pytest.param("Nghị định 07/2021/NĐ-CP của", ["07/2021/NĐ-CP"], id="number with its year"),
        pytest.param("Kế hoạch 95-KH/ĐU về", ["95-KH/ĐU"], id="Party number"),
        pytest.param("còn 38 hộ cận nghèo, hộ nghèo", ["hộ cận nghèo", "hộ nghèo"], id="set terms"),
        pytest.param("Uỷ ban nhân dân xã", ["Uỷ ban nhân dân"], id="set term in another spelling"),
        pytest.param("4.186 suất quà", ["4.186"], id="word after a figure stays apart"),
    ],
)
def test_set_pieces_are_one_token(text: str, whole: list[str]) -> None:
    assert [token for token in tokens(text) if token in whole] == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("giảm 40 hộ", [("giảm", "direction:decrease")], id="decrease"),
        pytest.param("Giảm 40 hộ", [("Giảm", "direction:decrease")], id="capital"),
        pytest.param("duy trì 20 trường", [("duy trì", "direction:maintain")], id="maintain"),
        pytest.param("đạt 95%", [("đạt", "direction:reach")], id="reach"),
        pytest.param("tăng 3%", [("tăng", "direction:increase")], id="increase"),
        pytest.param("ít nhất 30 hộ", [("ít nhất", "comparator:>=")], id="lower bound"),
        pytest.param("không quá 5%", [("không quá", "comparator:<=")], id="upper bound"),
        pytest.param("khoảng 20 hộ", [("khoảng", "comparator:~")], id="about"),
        pytest.param("ước 20 hộ", [("ước", "status:estimate")], id="estimate"),
        pytest.param("đầu năm có 20 hộ", [("đầu năm", "status:baseline")], id="baseline"),
        pytest.param("công tác giảm nghèo năm 2024", [], id="giảm nghèo is no cue"),
        pytest.param("xoá đói giảm nghèo", [], id="in another spelling"),
        pytest.param("tăng cường nâng cao năng lực", [], id="tăng cường is no cue"),
        pytest.param("trên địa bàn 5 xã", [], id="trên địa bàn is no bound"),
        pytest.param("miễn giảm học phí cho 20 em", [], id="miễn giảm is no cue"),
    ],
)
def test_cues_are_marked_and_set_terms_hide_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert cues(text) == expected


def test_every_cue_word_is_a_cue() -> None:
    table = load_rulebook().phrases.cues
    missed = {
        word for word, (kind, value) in table.items() if (word, f"{kind}:{value}") not in cues(f"{word} 5 hộ")
    }
    assert not missed


WORDS = ["hộ", "nghèo", "giảm", "3.417,5", "triệu đồng", "uỷ ban nhân dân", "Quyết định số", "90/QĐ-TTg"]
WORDS += ["04/ 01/2024", "12,47%", "hoà,", "(tỉ lệ)", "\u00a0", "5\u00a0000", "…"]
SENTENCES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=12).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\n", "\t", ""]).map(lambda gap: gap.join(words))
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_the_text_stays_letter_for_letter(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
