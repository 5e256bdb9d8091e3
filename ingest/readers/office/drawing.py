"""Reads the text of drawings in office documents: paragraphs of shapes, charts and diagrams."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ingest.readers.office.ooxml import A, Package, R, texts, unescaped
from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.numerals import ListNumbers, numeral
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import box, shown

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_POINTS = 1_000
"""Points of a chart that are read."""
_NOT_SHOWN = frozenset(("pres", "parTrans", "sibTrans"))
"""Types of a diagram's points that hold its layout, not its text."""
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
_NUMBERED = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)\w*?(Period|ParenBoth|ParenR|Plain)")
"""The schemes of automatic numbers (ECMA-376 part 1, 20.1.10.61) that are written; the others have other scripts or circles."""


def paragraphs(body: Element, links: Mapping[str, str] = _NO_LINKS) -> str:
    """Return the paragraphs of a shape or cell as lines, with the numbers of list items and the addresses of links.

    `links` are the addresses that the part links to, by relationship id. Slide numbers and dates by themselves are left out.
    """
    numbers, schemes, lines = ListNumbers(), dict[int, str](), list[str]()
    for paragraph in body.iter(f"{A}p"):
        line = "".join(_pieces(paragraph, links))
        if line.strip():
            lines.append(_label(paragraph, numbers, schemes) + line)
    return "\n".join(lines)


def _label(paragraph: Element, numbers: ListNumbers, schemes: dict[int, str]) -> str:
    """Return the automatic number or the box before a paragraph, with a blank after it; "" if it has neither.

    `schemes` are the schemes of the last numbers by their depth: a list in another scheme is another list.
    """
    properties = paragraph.find(f"{A}pPr")
    level = "" if properties is None else properties.get("lvl", "0")
    depth = int(level) if level.isdecimal() else 0
    found = None if properties is None else properties.find(f"{A}buAutoNum")
    kind = None if found is None else _NUMBERED.match(found.get("type", ""))
    if found is None or kind is None:
        numbers.leave(depth)
        return _box(properties)
    start, scheme = found.get("startAt", "1"), found.get("type", "")
    if schemes.get(depth, scheme) != scheme:
        numbers.leave(depth)
    schemes[depth] = scheme
    number = numeral(numbers.next(depth, int(start) if start.isdecimal() else 1), _FORMS[kind[1]])
    return {"Period": f"{number}. ", "ParenBoth": f"({number}) ", "ParenR": f"{number}) "}.get(kind[2], f"{number} ")


def _box(properties: Element | None) -> str:
    bullet = None if properties is None else properties.find(f"{A}buChar")
    if properties is None or bullet is None:
        return ""
    font = properties.find(f"{A}buFont")
    found = box(bullet.get("char", ""), "" if font is None else font.get("typeface", ""))
    return f"{found} " if found else ""


_FORMS = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}


def _pieces(paragraph: Element, links: Mapping[str, str]) -> Iterator[str]:
    before, is_alone = "", not any(text.strip() for run in paragraph.iterchildren(f"{A}r") for text in texts(run, f"{A}t"))
    for piece in paragraph:
        if local(piece) == "br":
            before = "\n"
        elif local(piece) == "m":  # `a14:m` contains an equation
            before = f" {' '.join(map(equation, piece))} "
        elif is_alone and local(piece) == "fld" and piece.get("type", "").startswith(("slidenum", "datetime")):
            before = ""
        else:
            before = _run(piece, before, links)
        yield before


def _run(run: Element, before: str, links: Mapping[str, str]) -> str:
    """Return a run with symbols, superscripts and subscripts in Unicode, and the address of its link.

    `before` is the text before the run.
    """
    text, properties = unescaped("".join(texts(run, f"{A}t"))), run.find(f"{A}rPr")
    if properties is None or not text:
        return text
    fonts = (properties.find(f"{A}{name}") for name in ("sym", "latin"))
    text = shown(text, next((font.get("typeface", "") for font in fonts if font is not None), ""))
    place = properties.get("baseline", "0")
    if place not in ("", "0"):
        text = lowered(text) if place.startswith("-") else raised(text, before)
    link = properties.find(f"{A}hlinkClick")
    return text if link is None else text + leads_to(text, links.get(link.get(f"{R}id", ""), ""))


def pictured(package: Package, part: str, drawing: Element) -> Iterator[str]:
    """Yield the texts of the charts and diagrams that a drawing in a part refers to.

    Those of a chart are its titles, and a table of its values with the names of the series in the first row.
    """
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
    """Return the stored values of a series by their index, of the first of some tags that it has."""
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
