"""Which letter sequences can be a Vietnamese syllable: the yardstick for every reading of old codes.

The onsets and rimes are those of the orthography in use (Quy định về chính tả tiếng Việt, 1980 and 1984);
a rime that ends in a stop (c, ch, p, t) takes no tone but sắc and nặng.
"""

from functools import lru_cache

from extractor.language.legacy.letters import ACUTE, DOT, SMALL_LETTERS

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = (
    "a ai ao au ay âu ây e eo ê êu i ia iu iêu yêu o oi oa oai oay oao oe oeo ô ôi ơ ơi u ua ui uê uy uya uyu uơ "
    "uôi uây ưa ư ưi ưu ươi ươu y "
    "ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât ec em en eng ep et êch êm ên ênh êp êt "
    "ich im in inh ip it iêc iêm iên iêng iêp iêt yêm yên yêng yêt yn ynh yt ych oc om on ong op ot oong ooc "
    "ôc ôm ôn ông ôp ôt ơm ơn ơp ơt uc um un ung up ut uôc uôm uôn uông uôt ưc ưm ưn ưng ưt ươc ươm ươn ương ươp ươt "
    "oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oen oet uân uâng uât uêch uên uênh uyn uynh uych uyt uyp "
    "uyên uyêt uơn"
)
_FRONT = ("e", "ê", "i", "y")
_BEFORE_FRONT, _NOT_BEFORE_FRONT = frozenset({"k", "gh", "ngh"}), frozenset({"c", "ng"})
_LONGEST = 7  # «nghiêng»
_STOPS = ("c", "ch", "p", "t")


def _spelt(onset: str, rime: str) -> bool:
    """Whether the two are written side by side: k, gh, ngh before e, ê, i; c, ng before the others."""
    front = rime.startswith(_FRONT)
    return not (front and onset in _NOT_BEFORE_FRONT) and (front or onset not in _BEFORE_FRONT)


# Every syllable without its tone; whether it ends in a stop.
SYLLABLES: dict[str, bool] = {
    onset + rime: rime.endswith(_STOPS)
    for onset in ("", *_ONSETS.split())
    for rime in _RIMES.split()
    if _spelt(onset, rime)
} | {"gi": False, "quôc": True}


def is_syllable(word: str) -> bool:
    """Whether a word (any case, NFC) can be one Vietnamese syllable, its tone on whichever of its vowels."""
    return len(word) <= _LONGEST and _is_syllable(word)


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    bare, tones = "", ""
    for letter in word.lower():
        split = SMALL_LETTERS.get(letter)
        if split is None:
            return False
        bare += split[0]
        tones += split[1]
    stopped = SYLLABLES.get(bare)
    if stopped is None or len(tones) > 1:
        return False
    return not stopped or tones in (ACUTE, DOT)
