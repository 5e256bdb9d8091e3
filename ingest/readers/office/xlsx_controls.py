"""Reads the tick boxes and option buttons on a sheet, which Excel draws in VML as it did before 2007."""

from collections.abc import Iterator

from ingest.readers.shared.hardened_xml import Element, local

_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_TICKABLE = ("Checkbox", "Radio")
_TICKED, _EMPTY = "☒", "☐"


def controls(drawing: Element) -> Iterator[tuple[str, str]]:
    """Yield id and text of each tick box and option button, with a ticked or an empty box before its words."""
    for shape in drawing.iter("{*}shape"):
        data = shape.find(f"{_EXCEL}ClientData")
        if data is None or data.get("ObjectType") not in _TICKABLE:
            continue
        words = " ".join(" ".join("".join(map(str, box.itertext())) for box in shape if local(box) == "textbox").split())
        state = data.findtext(f"{_EXCEL}Checked") or "0"
        yield shape.get("id", ""), f"{_EMPTY if state.strip() == '0' else _TICKED} {words}".strip()
