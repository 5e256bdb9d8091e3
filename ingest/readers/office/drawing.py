"""What drawings in office documents say: paragraphs of shapes, charts and diagrams."""

from collections.abc import Iterator

from ingest.readers.office.ooxml import A, Package, R, texts
from ingest.readers.shared.hardened_xml import Element, local

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_POINTS = 1_000
_NOT_SHOWN = frozenset(("pres", "parTrans", "sibTrans"))
"""Points of a diagram that hold its layout."""


def paragraphs(body: Element) -> str:
    """Return the paragraphs of a shape or cell, one a line; the numbers and dates that fields put on slides are left out."""
    lines = ("".join(_pieces(paragraph)) for paragraph in body.iter(f"{A}p"))
    return "\n".join(line for line in lines if line.strip())


def _pieces(paragraph: Element) -> Iterator[str]:
    for piece in paragraph:
        if local(piece) == "br":
            yield "\n"
        elif local(piece) != "fld" or not piece.get("type", "").startswith(("slidenum", "datetime")):
            yield from texts(piece, f"{A}t")


def pictured(package: Package, part: str, drawing: Element) -> Iterator[str]:
    """Yield the texts of the charts (as a table, the names of its series first) and diagrams that a drawing leads to."""
    relations = None
    for element in drawing.iter(f"{_C}chart", f"{_DGM}relIds"):
        relations = relations or package.relations(part)
        found = relations.get(element.get(f"{R}id") or element.get(f"{R}dm") or "")
        root = package.xml(found.target) if found else None
        if root is not None:
            yield from (_chart(root) if local(element) == "chart" else _diagram(root))


def _diagram(root: Element) -> Iterator[str]:
    points = (point for point in root.iter(f"{_DGM}pt") if point.get("type") not in _NOT_SHOWN)
    text = "\n".join(filter(None, map(paragraphs, points)))
    if text:
        yield text


def _chart(root: Element) -> Iterator[str]:
    titles = filter(None, (" ".join(paragraphs(title).split()) for title in root.iter(f"{_C}title")))
    series = list(root.iter(f"{_C}ser"))
    if heads := "\n".join(titles):
        yield heads
    columns = [_cached(one, "val", "yVal") for one in series]
    names = [" ".join(_cached(one, "tx").values()) for one in series]
    labels = _cached(series[0], "cat", "xVal") if series else {}
    rows = [" | ".join((labels.get(at, ""), *(column.get(at, "") for column in columns))) for at in _indices(labels, *columns)]
    if rows:
        yield "\n".join((" | ".join(("", *names)), *rows) if any(names) else rows)


def _indices(*columns: dict[int, str]) -> list[int]:
    return sorted({at for column in columns for at in column})[:_POINTS]


def _cached(series: Element, *tags: str) -> dict[int, str]:
    """Return the values of a series by their places, as the program that made the chart stored them."""
    for tag in tags:
        for source in series.iterchildren(f"{_C}{tag}"):
            points = ((point.get("idx", ""), "".join(texts(point, f"{_C}v"))) for point in source.iter(f"{_C}pt"))
            return {int(at): _rounded(value) for at, value in points if at.isdecimal()}
    return {}


def _rounded(value: str) -> str:
    try:
        return f"{float(value):.12g}" if "." in value else value
    except ValueError:
        return value
