"""Reads the annotations of a page: values of form fields, boxes, text boxes, stamps, signatures, links and covers."""

from collections.abc import Callable, Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.links import Link
from ingest.readers.pdf.layout.placing import FieldKind, Placed
from ingest.readers.pdf.structure.damage import undamaged
from ingest.readers.pdf.structure.references import entry

MOST_ANNOTATIONS = 5_000
_HIDDEN, _NOT_ON_SCREEN = 1 << 1, 1 << 5
_PASSWORD, _PUSH_BUTTON = 1 << 13, 1 << 16
"""Flags of annotations and fields (ISO 32000-1, tables 165, 226 and 228)."""
_TICKED, _EMPTY = "☒", "☐"
_MOST_PARENTS = 10

AppearanceText = Callable[[Any], str]
"""Returns the text of a form XObject."""


def annotations_on(page: pypdf.PageObject) -> Iterator[DictionaryObject]:
    """Yield the annotations of a page, at most 5,000; damaged ones are left out."""
    references = list(entry(page, "/Annots") or [])[:MOST_ANNOTATIONS]
    found = undamaged(references, lambda reference: reference.get_object())
    yield from (annotation for annotation in found if isinstance(annotation, DictionaryObject))


def is_shown(annotation: DictionaryObject) -> bool:
    """Return whether a viewer shows an annotation on the screen."""
    return not int(annotation.get("/F", 0)) & (_HIDDEN | _NOT_ON_SCREEN)


def placed_on(page: pypdf.PageObject, text_of: AppearanceText) -> Iterator[Placed]:
    """Yield the visible texts over a page, without notes, links, passwords and hidden fields."""
    placed = undamaged(annotations_on(page), lambda annotation: _placed(annotation, text_of) if is_shown(annotation) else None)
    yield from (text for text in placed if text.text.strip())


def covers_on(page: pypdf.PageObject) -> Iterator[Box]:
    """Yield the filled rectangles over a page that were drawn with a viewer's tools (square annotations)."""
    yield from undamaged(annotations_on(page), _cover)


def _cover(annotation: DictionaryObject) -> Box | None:
    is_square = annotation.get("/Subtype") == "/Square" and is_shown(annotation)
    is_opaque = is_square and entry(annotation, "/IC") and float(annotation.get("/CA", 1)) >= 1
    return box_of(annotation) if is_opaque else None


def links_on(page: pypdf.PageObject) -> Iterator[Link]:
    """Yield the links of a page to addresses outside of the document."""
    yield from undamaged(annotations_on(page), _link)


def _link(annotation: DictionaryObject) -> Link | None:
    if annotation.get("/Subtype") != "/Link" or not is_shown(annotation):
        return None
    target = written(entry(entry(annotation, "/A"), "/URI"))
    return Link(target, box_of(annotation)) if target else None


def _placed(annotation: DictionaryObject, text_of: AppearanceText) -> Placed | None:
    box = box_of(annotation)
    match annotation.get("/Subtype"):
        case "/FreeText":
            return Placed(written(entry(annotation, "/Contents")) or _appearance(annotation, text_of), box)
        case "/Stamp":  # its /Contents is a comment
            return Placed(_appearance(annotation, text_of), box)
    if annotation.get("/Subtype") != "/Widget":
        return None
    flags = int(inherited(annotation, "/Ff") or 0)
    match inherited(annotation, "/FT"):
        case "/Tx" if not flags & _PASSWORD:
            return Placed(written(inherited(annotation, "/V")), box)
        case "/Ch":
            return Placed(_chosen(annotation), box)
        case "/Btn" if not flags & _PUSH_BUTTON:
            return _ticked(annotation, box)
        case "/Sig":
            return Placed(_appearance(annotation, text_of), box)
    return None


def inherited(field: DictionaryObject, key: str) -> Any:  # noqa: ANN401  any object of the format
    """Return an entry of a field, or of its nearest parent that has it; None if none has it."""
    for _ in range(_MOST_PARENTS):
        if key in field:
            return field[key]
        parent = field.get("/Parent")
        field = parent.get_object() if parent is not None else field
    return None


def box_of(annotation: DictionaryObject) -> Box:
    """Return the rectangle of an annotation, in points with y from the bottom up."""
    left, bottom, right, top = (float(number) for number in entry(annotation, "/Rect") or (0, 0, 0, 0))
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def written(value: object) -> str:
    """Return a string of the format as text, "" for another object."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, StreamObject):
        return value.get_data().decode("utf-8", "replace")
    return value if isinstance(value, str) and not isinstance(value, NameObject) else ""


def _chosen(field: DictionaryObject) -> str:
    """Return the chosen options of a list by their names, not their export values."""
    value = inherited(field, "/V")
    codes = [written(code.get_object()) for code in value] if isinstance(value, ArrayObject) else [written(value)]
    words = dict(map(_option, inherited(field, "/Opt") or []))
    return ", ".join(words.get(code, code) for code in codes)


def _option(option: Any) -> tuple[str, str]:  # noqa: ANN401  any object of the format
    option = option.get_object()
    if isinstance(option, ArrayObject) and len(option) > 1:
        return written(option[0]), written(option[1])
    return written(option), written(option)


def _ticked(field: DictionaryObject, box: Box) -> Placed | None:
    """Return a ticked or empty box by the appearance state of a field, else by its value; None if it isn't a box."""
    normal = entry(entry(field, "/AP"), "/N")
    states = [str(name) for name in normal] if isinstance(normal, DictionaryObject) else []
    on = [name for name in states if name != "/Off"]
    shown = str(field.get("/AS") or inherited(field, "/V"))
    is_on = shown in on if on else shown not in ("/Off", "None", "")
    return Placed(_TICKED if is_on else _EMPTY, box, FieldKind.BOX) if on or is_on else None


def _appearance(annotation: DictionaryObject, text_of: AppearanceText) -> str:
    form = entry(entry(annotation, "/AP"), "/N")
    return " ".join(text_of(form).split()) if isinstance(form, StreamObject) else ""
