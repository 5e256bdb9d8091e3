"""Says where in its document a passage stands, in the person's language."""

from collections.abc import Callable

from indexes.records import Place
from ingest.documents import Counted, Span


def place_in_words(place: Place, say: Callable[[str], str]) -> str:
    """Return for example `page 3`, `sheet 2, rows 4–9` or `0:01:12–0:01:20`; "" where the format counts nothing.

    `say` returns a phrase by its name.
    """
    page = f"{say(place.page_unit)} {place.page}" if place.page else ""
    span = _span(place.span, place.counted, say) if place.span and place.counted else ""
    return ", ".join(part for part in (page, span) if part)


def _span(span: Span, counted: Counted, say: Callable[[str], str]) -> str:
    if counted is Counted.SECOND:
        return f"{_clock(span.first)}–{_clock(span.last)}"
    if span.first == span.last:
        return f"{say(counted)} {span.first}"
    return f"{say(f'{counted}s')} {span.first}–{span.last}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
