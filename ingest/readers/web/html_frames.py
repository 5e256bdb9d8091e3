"""Shows the pages that frames contain (`srcdoc`) at the places of their frames, as a browser does."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.html_tree import FRAMES, tree_of
from ingest.readers.web.html_unseen import Unseen, remove_unseen
from ingest.readers.web.html_writing import write_out
from ingest.readers.web.stylesheet import Linked, StyleSheet

_MOST, _DEEPEST = 100, 5
"""Frames of a page that are shown, and levels of frames within frames; ordinary pages have a few frames on one level."""
_MOST_CSS = 600_000
"""Characters of the style sheets of all frames that are read, in about three seconds, as for a page."""


def show_frames(page: LexborHTMLParser, linked: Linked = lambda _: None) -> Unseen:
    """Replace the frames of a page by their visible content, and return how much the frames' own styles hide.

    The page's hidden text must have been removed, and its own style sheet must have been applied: neither applies to frames.
    `linked` returns style sheets, as for a page. Frames beyond the limits are removed.
    """
    frames = _Frames(linked)
    frames.show(page, 0)
    return frames.unseen


class _Frames:
    """Shows frames under one budget; each is a page of its own, to which only its own styles apply."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._left, self._css = _MOST, _MOST_CSS
        self.unseen = Unseen()

    def show(self, page: LexborHTMLParser, depth: int) -> None:
        for frame in page.css(FRAMES):
            is_within_limits = self._left > 0 and depth < _DEEPEST
            inner = tree_of(frame.attributes["srcdoc"] or "") if is_within_limits else None
            self._left -= 1
            if inner is None or inner.body is None:
                frame.decompose()
                continue
            self._write_out(inner)
            self.show(inner, depth + 1)
            frame.replace_with(_content(inner, inner.body))

    def _write_out(self, page: LexborHTMLParser) -> None:
        self._css -= sum(len(style.text()) for style in page.css("style"))
        if self._css < 0:
            for style in page.css("style"):
                style.decompose()
        sheet = StyleSheet(page, self._sheet)
        sheet.paints |= self._css < 0
        self.unseen += remove_unseen(page, sheet)
        write_out(page, sheet)

    def _sheet(self, address: str) -> str | None:
        css = self._linked(address) if self._css > 0 else None
        self._css -= len(css or "")
        return css


def _content(page: LexborHTMLParser, body: LexborNode) -> LexborNode:
    """Return an element with the content of a frame's body."""
    place = page.create_node("div")
    for child in body.iter(include_text=True):
        place.insert_child(child)
    return place
