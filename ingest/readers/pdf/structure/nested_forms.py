"""Counts the form XObjects that a page draws; a few that draw each other can take exponential time."""

import re
from collections import Counter
from collections.abc import Callable

from pypdf.generic import DictionaryObject, StreamObject

MOST = 2_000
_DEEPEST = 20
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


def drawings(page: DictionaryObject, content: Callable[[], bytes]) -> int:
    """Return the number of form XObjects that a page draws, also within others, at most `MOST`; 0 if no form draws another.

    `content` returns the page's content stream.
    """
    if not any(forms_of(form) for form in forms_of(page).values()):
        return 0
    return _count(page, content(), {}, 0)


def _count(holder: DictionaryObject, content: bytes, known: dict[int, int], depth: int) -> int:
    if depth > _DEEPEST:
        return MOST
    forms, total = forms_of(holder), 0
    for name, times in Counter(_DRAWN.findall(content)).items():
        form = forms.get("/" + name.decode("latin-1"))
        if form is None:
            continue
        if id(form) not in known:
            known[id(form)] = 0  # readers don't draw a form within itself
            known[id(form)] = _count(form, form.get_data(), known, depth + 1)
        total = min(MOST, total + times * (1 + known[id(form)]))
    return total


def forms_of(holder: DictionaryObject) -> dict[str, StreamObject]:
    """Return the form XObjects of a page or a form by name."""
    resources = holder.get("/Resources")
    xobjects = resources.get_object().get("/XObject") if resources is not None else None
    if xobjects is None:
        return {}
    found = {str(name): xobjects.get_object()[name] for name in xobjects.get_object()}
    return {name: form for name, form in found.items() if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form"}
