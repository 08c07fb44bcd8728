"""The figures of speed.py as the table and the plot of docs/performance.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from extractor.charting.picture import picture

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
_PAGE, _PLOT = DOCS / "performance.md", DOCS / "performance.svg"
_BEGIN, _END = "<!-- speed: begin -->", "<!-- speed: end -->"
_BARS: Final = {"txt": 8, "docx": 8, "pdf": 20}  # times the naive pipeline's speed that it should reach
_SHOWN: Final = {
    "naive": "naive",
    "floor": "floor R",
    "product": "product",
    "product, warm": "product, read again",
}
_COLOURS: Final = ("#7F7F7F", "#D55E00", "#0072B2", "#56B4E9")


def table(result: Mapping[str, Any]) -> str:
    """The table with what it was measured on, in Markdown."""
    return "\n".join((_about(result), "", *_rows(result)))


def _about(result: Mapping[str, Any]) -> str:
    again = result["repeated"]
    return (
        f"{result['when']}, {result['machine']} (load {result['load']}): {result['rounds']} rounds of"
        f" {result['plans_a_round']} plans of about {result['characters']:,} characters, each format. Of the"
        f" characters {again['all']:.0%} lie in sentences that stood in a plan before, of those in sentences with"
        f" figures {again['figured']:.0%}. Medians, in brackets the least and the most of the rounds."
    )


def _rows(result: Mapping[str, Any]) -> Iterator[str]:
    yield (
        "| documents a second of processor | "
        + " | ".join(f".{suffix}" for suffix in result["formats"])
        + " |"
    )
    yield "|---|" + "---|" * len(result["formats"])
    formats = result["formats"].items()
    for name, shown in _SHOWN.items():
        yield _row(shown, (_spread(figures["documents_a_second"][name]) for _, figures in formats))
    yield _row(
        "**times the naive pipeline's speed**, caches cold",
        (_spread(f["naive_by_product"]) for _, f in formats),
    )
    yield _row(
        "the same with the plans read again", (_spread(f["naive_by_product_warm"]) for _, f in formats)
    )
    yield _row("bar", (f"{_BARS[suffix]}" for suffix, _ in formats))
    yield _row("**times the floor's seconds** (bar 2)", (_spread(f["product_by_floor"]) for _, f in formats))
    yield _row(
        "peak memory of the product's process, MiB", (f"{f['memory_mib']['product']}" for _, f in formats)
    )
    yield _row("money and percentages found by both", (f"{f['figures_in_both']}" for _, f in formats))
    yield _row("found by the naive pipeline alone", (f"{len(f['only_naive'])}" for _, f in formats))


def _row(name: str, cells: Iterator[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _spread(figure: Mapping[str, float]) -> str:
    return f"{figure['median']:.1f} ({figure['least']:.1f} to {figure['most']:.1f})"


def plot(result: Mapping[str, Any]) -> dict[str, Any]:
    """Documents a second by format and pipeline, with the spread of the rounds, as Vega-Lite."""
    rows = [
        {"format": f".{suffix}", "pipeline": shown, **figures["documents_a_second"][name]}
        for suffix, figures in result["formats"].items()
        for name, shown in _SHOWN.items()
    ]
    shown = list(_SHOWN.values())
    place = {
        "y": {"field": "pipeline", "type": "nominal", "sort": shown, "title": None},
        "color": {
            "field": "pipeline",
            "type": "nominal",
            "scale": {"domain": shown, "range": list(_COLOURS)},
            "legend": None,
        },
    }
    speed = {
        "type": "quantitative",
        "scale": {"type": "log"},
        "title": "documents a second of processor (log)",
    }
    layers = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": {"field": "least", **speed}, "x2": {"field": "most"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90},
            "encoding": {"x": {"field": "median", **speed}},
        },
        {
            "mark": {"type": "text", "dy": -10},
            "encoding": {
                "x": {"field": "median", **speed},
                "text": {"field": "median", "format": ".1f"},
            },
        },
    ]
    return {
        "data": {"values": rows},
        "facet": {
            "row": {"field": "format", "title": None, "header": {"labelAngle": 0, "labelFontSize": 13}}
        },
        "spec": {"width": 520, "height": 120, "encoding": place, "layer": layers},
        "title": "Product, naive pipeline and floor over the same plans",
    }


def write(result: Mapping[str, Any]) -> None:
    """Put the table between its marks in docs/performance.md and draw the plot beside it."""
    _PLOT.write_bytes(picture(plot(result), "svg", "en"))
    page = _PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_BEGIN)
    after = rest.split(_END)[1]
    _PAGE.write_text(f"{before}{_BEGIN}\n{table(result)}\n{_END}{after}", encoding="utf-8")
