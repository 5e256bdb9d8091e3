"""The pages that frames carry along (`srcdoc`), in the places of their frames as a browser shows them."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.html_tree import tree_of
from ingest.readers.web.html_unseen import Unseen, remove_unseen
from ingest.readers.web.html_writing import write_out
from ingest.readers.web.stylesheet import Linked, StyleSheet

_FRAMES = "iframe[srcdoc]"
_MOST, _DEEPEST = 100, 5
"""Frames of a page that are shown, and levels of frames within frames; people's pages have a few, and hardly two levels."""
_MOST_CSS = 600_000
"""Characters of the style sheets of all frames together: about three seconds' worth, as a page's own have."""
_OWN_LOOKS = ("class", "style", "hidden", "id")
"""Attributes by which a page's style sheet hides a frame."""
_SPENT = ("class", "style", "hidden", "id", "color", "bgcolor", "face", "size", "text", "background", "href", "aria-checked")
"""Attributes of what a frame holds that are done with once it is written out: in the page around they would count again."""


def show_frames(page: LexborHTMLParser, linked: Linked = lambda _: None) -> Unseen:
    """Put what frames show into their places; return what their own styles hide. `linked` finds style sheets, as for a page."""
    frames = _Frames(linked)
    frames.show(page, 0)
    return frames.unseen


class _Frames:
    """Shows the frames of a page, the inner ones first: each is a page of its own, whose styles end with it."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._left, self._css = _MOST, _MOST_CSS
        self.unseen = Unseen()

    def show(self, page: LexborHTMLParser, depth: int) -> None:
        for frame in page.css(_FRAMES) if depth < _DEEPEST else ():
            if not self._left:
                return
            self._left -= 1
            inner = tree_of(frame.attributes["srcdoc"] or "")
            if inner.body is None:
                continue
            self.show(inner, depth + 1)
            self._write_out(inner)
            frame.replace_with(_moved(inner, inner.body, frame))

    def _write_out(self, page: LexborHTMLParser) -> None:
        self._css -= sum(len(style.text()) for style in page.css("style"))
        if self._css < 0:
            for style in page.css("style"):
                style.decompose()
        sheet = StyleSheet(page, self._sheet)
        sheet.paints |= self._css < 0
        self.unseen += remove_unseen(page, sheet)
        write_out(page, sheet)
        for attribute in _SPENT:
            for node in page.css(f"[{attribute}]"):
                del node.attrs[attribute]

    def _sheet(self, address: str) -> str | None:
        css = self._linked(address) if self._css > 0 else None
        self._css -= len(css or "")
        return css


def _moved(page: LexborHTMLParser, body: LexborNode, frame: LexborNode) -> LexborNode:
    """Return an element with all that a frame's body holds, and with what says whether the frame itself is seen."""
    place = page.create_node("div")
    for child in body.iter(include_text=True):
        place.insert_child(child)
    for name in _OWN_LOOKS:
        if name in frame.attributes:
            place.attrs[name] = frame.attributes[name] or ""
    return place
