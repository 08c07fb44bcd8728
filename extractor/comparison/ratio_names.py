"""The names of the ratios that can be compared; it imports nothing, so that the command line may ask for them."""

from typing import Final, Literal, get_args

Ratio = Literal[
    "actual-plan", "reduction-baseline", "per-poor-household", "per-leaving-household", "local-central"
]
RATIOS: Final[tuple[Ratio, ...]] = get_args(Ratio)
OF_MONEY: Final[frozenset[Ratio]] = frozenset(
    {"per-poor-household", "per-leaving-household", "local-central"}
)
