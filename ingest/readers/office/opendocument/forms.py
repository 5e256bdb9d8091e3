"""Reads the controls of OpenDocument forms: ticked and empty boxes, chosen options, typed values."""

from collections.abc import Iterator

from ingest.readers.office.opendocument.styles import FORM, OFFICE
from ingest.readers.shared.hardened_xml import Element, local

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BOXES = ("checkbox", "radio")
_LISTS = ("listbox", "combobox")


def controls(body: Element) -> dict[str, str]:
    """Return the texts of a document's form controls by the ids that its drawings refer to."""
    found = {}
    for form in body.iter(f"{OFFICE}forms"):
        for control in form.iter(f"{FORM}*"):
            for name in filter(None, (control.get(_ID), control.get(f"{FORM}id"))):
                found[name] = _shown(control)
    return found


def _shown(control: Element) -> str:
    kind = local(control)
    if kind in _BOXES:
        ticked = _state(control) in ("checked", "true")
        return f"{'☒' if ticked else '☐'} {control.get(f'{FORM}label', '')}".strip()
    if kind in _LISTS and (chosen := ", ".join(_chosen(control))):
        return chosen
    value = control.get(f"{FORM}current-value") or control.get(f"{FORM}value") or ""
    return value if kind not in ("button", "hidden", "password", "fixed-text") else control.get(f"{FORM}label", "")


def _state(control: Element) -> str:
    """Return the current state of a box, else its default; radio buttons have `selected` instead of `state`."""
    names = ("current-state", "current-selected", "state", "selected")
    return next((state for name in names if (state := control.get(f"{FORM}{name}"))), "")


def _chosen(control: Element) -> Iterator[str]:
    options = list(control.iterchildren(f"{FORM}option"))
    for name in ("current-selected", "selected"):
        chosen = [option for option in options if option.get(f"{FORM}{name}") == "true"]
        if chosen:
            yield from (option.get(f"{FORM}label", "") for option in chosen)
            return
