"""Writes rules/localities: communes with their district and province, before and after 1 July 2025.

Run once, with the version of underthesea that constraints.txt pins: its `underthesea.address` holds every
commune of before the reform with the one it went to. Nothing of it is imported when a plan is read.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent.parent / "rules" / "localities"
_RANKS: Final = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")

Entry = dict[str, Any]


def main() -> None:
    """Write the three files that are made of the mapping; aliases.csv and former.csv are kept by hand."""
    mapping = _mapping()
    _write("provinces.csv", ("era", "code", "name", "now"), _provinces(mapping))
    _write("communes_before.csv", ("province", "district", "commune", "now"), _before(mapping))
    _write("communes_after.csv", ("province", "commune"), _after(mapping))


def _mapping() -> Entry:
    spec = find_spec("underthesea")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    mapping: Entry = json.loads(path.read_text(encoding="utf-8"))
    return mapping


def _write(name: str, head: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(sorted(rows))


def _provinces(mapping: Entry) -> Iterator[tuple[str, ...]]:
    after = mapping["province_names"]
    for key, before in mapping["old_province_names"].items():
        now = after[mapping["province_mapping"][key]]
        yield "before", before["code"], _ranked(before["name"]), now["code"]
    for province in after.values():
        yield "after", province["code"], _ranked(province["name"]), province["code"]


def _before(mapping: Entry) -> Iterator[tuple[str, ...]]:
    """A row a commune; the commune is empty for an island district that had none.

    `now` lists the communes that it went to, the one that took most of it first.
    """
    codes = {key: province["code"] for key, province in mapping["old_province_names"].items()}
    whole = _made_of(mapping)
    went: dict[tuple[str, str, str], list[str]] = {}
    for row in mapping["ward_mapping"]:
        province, new = row["old_province_key"], _new(mapping, row)
        old = _named(mapping, row["old_ward"], row["old_ward_key"])
        to = went.setdefault((codes[province], _ranked(row["old_district"]), old), [])
        if row["mapping_type"] == "divided" and province not in whole.get(new, {province}):
            continue  # its namesake in another of the provinces that became one went there
        to.insert(0 if row.get("is_default") else len(to), new[1])
    for (code, district, commune), to in went.items():
        yield code, district, commune, ";".join(dict.fromkeys(to))


def _made_of(mapping: Entry) -> dict[tuple[str, str], set[str]]:
    """For each commune of today the provinces whose communes are in it undivided."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in mapping["ward_mapping"]:
        if row["mapping_type"] != "divided":
            found.setdefault(_new(mapping, row), set()).add(row["old_province_key"])
    return found


def _after(mapping: Entry) -> Iterator[tuple[str, ...]]:
    yield from {_new(mapping, row) for row in mapping["ward_mapping"]}


def _new(mapping: Entry, row: Entry) -> tuple[str, str]:
    """The province's code and the name of the commune that a row leads to."""
    code = mapping["province_names"][row["new_province_key"]]["code"]
    return code, _named(mapping, row["new_ward"], row["new_ward_key"])


def _ranked(name: str) -> str:
    """«Thị Xã Sa Pa» as «thị xã Sa Pa»."""
    rank = next(rank for rank in _RANKS if name.lower().startswith(f"{rank} "))
    return rank + name[len(rank) :].replace("’", "'")


def _named(mapping: Entry, name: str, key: str) -> str:
    """The name; where the mapping has only its key («xãhoằngthành»), the key cut into rank and syllables."""
    if name or not key:
        return _ranked(name) if name else ""
    rank = next(rank for rank in _RANKS if key.startswith("".join(rank.split())))
    glued, known = key.removeprefix("".join(rank.split())), _syllables(mapping)
    cuts = [(glued[:i], glued[i:]) for i in range(1, len(glued))]
    one, two = max(cuts, key=lambda cut: sorted(known[part] for part in cut))
    return f"{rank} {one.capitalize()} {two.capitalize()}"


def _syllables(mapping: Entry) -> Counter[str]:
    """How often each syllable stands in a name."""
    named = (row[which] for row in mapping["ward_mapping"] for which in ("old_ward", "new_ward"))
    return Counter(syllable for name in named for syllable in name.lower().split())


if __name__ == "__main__":
    main()
