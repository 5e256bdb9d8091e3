"""Writes into a page's tree what the fields of its forms hold: boxes with and without a tick, typed values, chosen words."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 5_000
"""Most fields that are written out; pages with more hold generated data."""
_BOXES = frozenset(("checkbox", "radio"))
_TYPED = frozenset(("", "text", "email", "tel", "url", "number", "date", "time", "month", "week", "datetime-local"))
_ROLES = '[role="checkbox"][aria-checked], [role="radio"][aria-checked]'


def write_forms(page: LexborHTMLParser) -> None:
    """Put a field's value where the field stands; of a choice in which something is chosen only that is left."""
    for node in page.css("input")[:_MOST]:
        if shown := _shown(node):
            node.replace_with(f" {shown} ")
    for node in page.css(_ROLES)[:_MOST]:
        node.insert_before(f" {_box(node.attributes.get('aria-checked') == 'true')} ")
    for node in page.css("select:has(option[selected])")[:_MOST]:
        for option in node.css("option"):
            if "selected" not in option.attributes:
                option.decompose()


def _shown(node: LexborNode) -> str:
    attributes = node.attributes
    kind = (attributes.get("type") or "").casefold()
    if kind in _BOXES:
        is_switch = attributes.get("role") == "button"  # it opens a menu
        return "" if is_switch else _box("checked" in attributes)
    return (attributes.get("value") or "").strip() if kind in _TYPED else ""


def _box(ticked: bool) -> str:
    return "☒" if ticked else "☐"
