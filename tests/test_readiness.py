"""A process made ready to read many plans: nothing is left to be loaded with the first of them."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPT = """
import gc, json, sys
from pathlib import Path
from extractor.audit import audit_file, make_ready
from extractor.localities.gazetteer import gazetteer
from extractor.rulebook import load_rulebook
rules = load_rulebook()
make_ready(rules)
left_alone, known = gc.get_freeze_count(), gazetteer.cache_info().currsize
before = set(sys.modules)
audit_file(Path("corpora/samples/plans/tan-rach-2025.txt"), rules)
print(json.dumps([left_alone > len(gc.get_objects()), known, sorted(set(sys.modules) - before)]))
"""


def test_nothing_is_loaded_with_the_first_plan_and_what_was_is_left_alone() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert json.loads(ended.stdout) == [True, 1, []]
