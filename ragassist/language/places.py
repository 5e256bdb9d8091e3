"""Names the place of a passage in its document, in the user's language."""

from typing import Protocol

from indexes.records import Place
from ingest.documents import Counted, Span
from ragassist.language.phrases import phrase
from ragassist.untrusted import one_line


class Say(Protocol):
    """Returns a phrase by its name with its placeholders filled."""

    def __call__(self, name: str, /, **values: str | float) -> str:
        """Return the phrase."""


def source_label(name: str, place: Place, language: str) -> str:
    """Return file and place of a passage in a language, such as `pump.pdf, page 3`, in one line."""
    words = place_in_words(place, lambda name, /, **values: phrase(name, language, **values))
    return ", ".join(part for part in (one_line(name), words) if part)


def place_in_words(place: Place, say: Say) -> str:
    """Return for example `page 3`, `sheet 2, rows 4–9` or `0:01:12–0:01:20`; "" if the format counts nothing.

    Number and noun are in the order of the language: `第 3 页`, `3쪽`. A page with a label is named by it, as in viewers:
    `page iv (6)`. A passage that goes on over a page's end has both: `pages 4–5`.
    """
    if place.span and place.counted is Counted.PAGE and place.span.last > place.span.first:
        pages = f"{place.span.first}–{place.span.last}"
        return say("pages_n", n=f"{place.label} ({pages})" if place.label else pages)
    number = f"{place.label} ({place.page})" if place.label else str(place.page)
    page = say(f"{place.page_unit}_n", n=number) if place.page else ""
    span = _span(place.span, place.counted, say) if place.span and place.counted else ""
    return ", ".join(part for part in (page, span) if part)


def _span(span: Span, counted: Counted, say: Say) -> str:
    if counted is Counted.PAGE:
        return ""
    if counted is Counted.SECOND:
        return f"{_clock(span.first)}–{_clock(span.last)}"
    if span.first == span.last:
        return say(f"{counted}_n", n=str(span.first))
    return say(f"{counted}s_n", n=f"{span.first}–{span.last}")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
