"""Writes the equations of pages that scripts and image servers have typeset: MathJax, KaTeX, and Wikipedia's."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.records.latex import equation_of
from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import parse_xml

_MOST = 10_000
"""Most elements of a kind that are written: at 0.5 ms each, measured, TeX takes 5 of the 30 seconds of the reading process."""
_TYPESET = "mjx-container, span.katex, span.mwe-math-element, span.MathJax, div.MathJax_Display"
"""Elements with two forms of an equation: the drawn one, and MathML that only screen readers read."""
_SOURCES = 'script[type^="math/tex" i]'
"""TeX that an old MathJax replaced by the drawn form, in elements of its own before the script."""
_PICTURES = 'img[class^="mwe-math-fallback"], img.tex, img.latex'
"""Pictures of equations with TeX as their alternative text."""


def write_typeset(page: LexborHTMLParser) -> None:
    """Replace typeset equations by their text; this comes before hidden text is removed, since the MathML is hidden."""
    for source in page.css(_SOURCES)[:_MOST]:
        _remove_drawn(source)
        source.replace_with(f" {equation_of(source.text())} ")
    for node in page.css(_TYPESET)[:_MOST]:
        if maths := node.css_first("math"):
            write_equation(node, maths)
    for picture in page.css(_PICTURES)[:_MOST]:
        if alternative := picture.attributes.get("alt"):
            picture.replace_with(f" {equation_of(alternative)} ")


def write_equation(node: LexborNode, maths: LexborNode) -> None:
    """Replace an element by the text of the MathML in it; damaged MathML stays."""
    root, _ = parse_xml((maths.html or "").replace("&nbsp;", " ").encode("utf-8", "replace"))
    if root is not None:
        node.replace_with(f" {equation(root)} ")


def _remove_drawn(source: LexborNode) -> None:
    before = source.prev
    while before is not None and "MathJax" in (before.attributes.get("class") or "" if before.is_element_node else ""):
        drawn, before = before, before.prev
        drawn.decompose()
