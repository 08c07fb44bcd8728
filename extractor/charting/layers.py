"""Charts as Vega-Lite, from rows that are ready to draw."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from extractor.charting.picture import missing_extra

try:
    import altair as alt
except ImportError as error:
    raise missing_extra() from error

Row = dict[str, Any]
Title = tuple[str, list[str]]
Line = tuple[float, str]
# Okabe and Ito: told apart by those who do not see red and green
BLUE, ORANGE, GREEN, RED = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, GREY, INK = "#CC79A7", "#7F7F7F", "#333333"
_KINDS: Final = [BLUE, GREEN, ORANGE, RED]
_ROW, _WIDTH, _HEIGHT = 20, 560, 340
_FORMAT: Final = ",.2~f"


def _data(rows: Sequence[Row]) -> Any:
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def _titled(chart: Any, title: Title) -> dict[str, Any]:
    text, lines = title
    given = alt.TitleParams(
        text=_wrapped(text, 80), subtitle=[part for line in lines for part in _wrapped(line, 104)]
    )
    spec: dict[str, Any] = chart.properties(title=given).to_dict()
    return spec


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many letters, broken between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def ranked_spec(
    rows: Sequence[Row], lines: Sequence[Line], kinds: Sequence[str], unit: str, title: Title
) -> dict[str, Any]:
    """A dot for each place, the largest on top, with the median and what an upper level assigns as lines."""
    order = [row["place"] for row in rows]
    base = alt.Chart(_data(rows))
    place = alt.Y(
        "place:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, grid=True, ticks=False, domain=False)
    )
    value = alt.X("value:Q", title=unit, axis=alt.Axis(format=_FORMAT), scale=alt.Scale(zero=True, nice=True))
    colour = _coloured("mark:N", kinds, _KINDS, {row["mark"] for row in rows})
    dots = base.mark_circle(size=90, opacity=1).encode(place, value, colour)
    words = base.mark_text(align="left", dx=9, fontSize=11, color="#333333").encode(
        place, value, text="shown:N"
    )
    chart = alt.layer(*_rules(lines), dots, words).properties(width=_WIDTH, height=alt.Step(_ROW))
    return _titled(chart, title)


def _coloured(field: str, names: Sequence[str], colours: Sequence[str], used: Collection[str]) -> Any:
    """Each name its own colour, whichever of them occur."""
    kept = [(name, colour) for name, colour in zip(names, colours, strict=True) if name in used]
    domain, given = [name for name, _ in kept], [colour for _, colour in kept]
    return alt.Color(field, title=None, scale=alt.Scale(domain=domain, range=given))


def _rules(lines: Sequence[Line]) -> list[Any]:
    """A line over all rows for each value, the first dashed, named in the legend."""
    names = [words for _, words in lines]
    drawn = []
    for number, (value, words) in enumerate(lines):
        data = _data([{"line": value, "name": words}])
        dash = alt.StrokeDash(
            "name:N", title=None, scale=alt.Scale(domain=names, range=[[5, 4], [1, 0]][: len(names)])
        )
        mark = alt.Chart(data).mark_rule(color=(GREY, INK)[number % 2], strokeWidth=2)
        drawn.append(mark.encode(x="line:Q", strokeDash=dash))
    return drawn


def multiples_spec(rows: Sequence[Row], line: float, unit: str, title: Title) -> dict[str, Any]:
    """The same dots in a panel for each province (or district), all on one scale with the common median."""
    panels: dict[str, list[Row]] = {}
    for row in rows:
        panels.setdefault(row["over"], []).append(row)
    most = max(row["value"] for row in rows)
    least = min(0.0, *(row["value"] for row in rows))
    scale = alt.Scale(domain=[least, most * 1.15 or 1], nice=False)
    drawn = [_panel(name, listed, line, unit, scale) for name, listed in panels.items()]
    chart = alt.concat(*drawn, columns=3, spacing=24)
    return _titled(chart, title)


def _panel(name: str, rows: list[Row], line: float, unit: str, scale: Any) -> Any:
    base = alt.Chart(_data(rows))
    order = [row["place"] for row in rows]
    place = alt.Y("place:N", sort=order, title=None, axis=alt.Axis(labelLimit=130, ticks=False, domain=False))
    value = alt.X("value:Q", title=unit, axis=alt.Axis(format=_FORMAT, tickCount=4), scale=scale)
    rule = alt.Chart(_data([{"line": line}])).mark_rule(color=GREY, strokeDash=[5, 4], strokeWidth=2)
    dots = base.mark_circle(size=80, opacity=1, color=BLUE).encode(place, value)
    words = base.mark_text(align="left", dx=8, fontSize=10, color="#333333").encode(
        place, value, text="shown:N"
    )
    layers = alt.layer(rule.encode(x=alt.X("line:Q", scale=scale)), dots, words)
    return layers.properties(
        width=190, height=alt.Step(18), title=alt.TitleParams(text=name, fontSize=13, offset=6)
    )


def series_spec(rows: Sequence[Row], breaks: Sequence[Row], unit: str, title: Title) -> dict[str, Any]:
    """Points over the years, joined where they may be compared, with an upright line at each break."""
    order = list(dict.fromkeys(row["x"] for row in rows))
    base = alt.Chart(_data(rows))
    when = alt.X("x:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, grid=False, labelPadding=6))
    value = alt.Y("value:Q", title=unit, axis=alt.Axis(format=_FORMAT), scale=alt.Scale(zero=True, nice=True))
    statuses = list(dict.fromkeys(row["status"] for row in rows))
    colours = alt.Scale(domain=statuses, range=[BLUE, ORANGE, GREEN, PURPLE][: len(statuses)])
    shapes = alt.Scale(domain=statuses, range=["circle", "diamond", "square", "triangle-up"][: len(statuses)])
    joined = base.mark_line(strokeWidth=1.5, color=GREY).encode(
        when, value, detail="piece:N", order="order:Q"
    )
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        when,
        value,
        color=alt.Color("status:N", title=None, scale=colours),
        shape=alt.Shape("status:N", title=None, scale=shapes),
    )
    words = base.mark_text(dy=-13, fontSize=11, color="#333333").encode(when, value, text="shown:N")
    layers = [joined, points, words, *_breaks(breaks, when)]
    width = max(_WIDTH, 82 * len(order))
    return _titled(alt.layer(*layers).properties(width=width, height=_HEIGHT), title)


def _breaks(breaks: Sequence[Row], when: Any) -> list[Any]:
    """An upright dashed line just before the first point of each new piece."""
    if not breaks:
        return []
    base = alt.Chart(_data(breaks))
    shift = -34
    rule = base.mark_rule(color=RED, strokeDash=[4, 4], strokeWidth=1.5, xOffset=shift).encode(when)
    words = base.mark_text(
        align="left", baseline="bottom", dx=shift + 4, fontSize=10, color=RED, lineBreak="\n"
    )
    return [rule, words.encode(when, y=alt.value(_HEIGHT - 6), text="short:N")]


def scatter_spec(rows: Sequence[Row], axes: Sequence[str], title: Title) -> dict[str, Any]:
    """A point for each place and year, named where there is room."""
    base = alt.Chart(_data(rows))
    across = alt.X("x:Q", title=_wrapped(axes[0], 84), axis=alt.Axis(format=_FORMAT))
    up = alt.Y("y:Q", title=_wrapped(axes[1], 60), axis=alt.Axis(format=_FORMAT))
    levels = list(dict.fromkeys(row["level"] for row in rows))
    colour = alt.Color(
        "level:N", title=None, scale=alt.Scale(domain=levels, range=[BLUE, ORANGE, GREEN, PURPLE])
    )
    points = base.mark_circle(size=85, opacity=0.9).encode(across, up, colour)
    layers = [points]
    named = _data(_readable(rows, _WIDTH + 120, 420))
    text = alt.Chart(named).mark_text(align="left", dx=8, dy=-4, fontSize=10, color="#333333")
    layers.append(text.encode(across, up, text="named:N"))
    return _titled(alt.layer(*layers).properties(width=_WIDTH + 120, height=420), title)


def _readable(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """The rows whose name does not lie over one before it, the outermost first."""
    most_x, most_y = (max((abs(row[axis]) for row in rows), default=1) or 1 for axis in "xy")
    taken: list[tuple[float, float, float]] = []
    kept: list[Row] = []
    for row in sorted(rows, key=lambda r: -(r["x"] / most_x + abs(r["y"] / most_y - r["x"] / most_x))):
        name = f"{row['place']} {row['year']}"
        x, y, long = row["x"] / most_x * width, row["y"] / most_y * height, 6.2 * len(name) + 10
        if all(abs(y - b) > 12 or x + long < a or x > a + c for a, b, c in taken):
            taken.append((x, y, long))
            kept.append({**row, "named": name})
    return kept


def slopes_spec(
    rows: Sequence[Row], ends: tuple[str, str], marks: tuple[str, str], unit: str, title: Title
) -> dict[str, Any]:
    """A line for each place from what was planned to what came of it."""
    points = [
        {**row, "end": end, "value": row[key]}
        for row in rows
        for end, key in zip(ends, ("plan", "done"), strict=True)
    ]
    base = alt.Chart(_data(points))
    end = alt.X(
        "end:N", sort=list(ends), title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13, grid=False)
    )
    value = alt.Y("value:Q", title=unit, axis=alt.Axis(format=_FORMAT))
    colour = _coloured("up:N", marks, (BLUE, ORANGE), {row["up"] for row in rows})
    joined = base.mark_line(strokeWidth=2, opacity=0.85).encode(end, value, colour, detail="place:N")
    dots = base.mark_circle(size=70, opacity=1).encode(end, value, colour)
    spread = _spread([row["done"] for row in rows])
    named = [{**row, "end": ends[1], "at": at} for row, at in zip(rows, spread, strict=True)]
    words = alt.Chart(_data(named)).mark_text(align="left", dx=12, fontSize=11, color="#333333")
    labels = words.encode(end, alt.Y("at:Q"), text="shown:N")
    height = max(340, 17 * len(rows))
    return _titled(alt.layer(joined, dots, labels).properties(width=alt.Step(230), height=height), title)


def _spread(values: Sequence[float]) -> list[float]:
    """Heights for names beside values so that no two stand in one line."""
    least = (max(values) - min(values) or 1) / max(20, len(values))
    order = sorted(range(len(values)), key=lambda n: values[n])
    placed = [0.0] * len(values)
    last: float | None = None
    for number in order:
        at = values[number] if last is None else max(values[number], last + least)
        placed[number] = last = at
    return placed


def stacks_spec(rows: Sequence[Row], names: Sequence[str], unit: str, title: Title) -> dict[str, Any]:
    """A bar for each plan, made up of its sources."""
    totals: dict[str, float] = {}
    for row in rows:
        totals[row["place"]] = totals.get(row["place"], 0.0) + row["value"]
    order = sorted(totals, key=lambda place: -totals[place])
    base = alt.Chart(_data(rows))
    colour = alt.Color(
        "source:N", title=None, scale=alt.Scale(domain=list(names), range=[BLUE, ORANGE, PURPLE, GREEN])
    )
    bars = base.mark_bar(height=13).encode(
        alt.Y("place:N", sort=order, title=None, axis=alt.Axis(labelLimit=360, ticks=False)),
        alt.X("value:Q", title=unit, axis=alt.Axis(format=_FORMAT), stack="zero"),
        colour,
        order="order:Q",
    )
    return _titled(bars.properties(width=_WIDTH, height=alt.Step(_ROW)), title)
