"""Faults planted in clean plans: where each can stand, what is written there, and whether it is found.

The plans are rendered by the samples' own maker, which lies beside its sources.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "corpora" / "samples"))
