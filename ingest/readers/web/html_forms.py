"""Writes the values of form fields into a page's tree: ticked and empty boxes, typed values and chosen options."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 5_000
"""Most fields of a kind that are written; pages with more hold generated data."""
_BOXES = frozenset(("checkbox", "radio"))
_TYPED = frozenset(("", "text", "email", "tel", "url", "number", "date", "time", "month", "week", "datetime-local"))
_ROLES = '[role="checkbox"][aria-checked], [role="radio"][aria-checked]'


def write_forms(page: LexborHTMLParser) -> None:
    """Replace fields by their values, and remove the options that aren't selected from lists with a selected one."""
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
        is_switch = attributes.get("role") == "button"  # such a box opens a menu
        return "" if is_switch else _box("checked" in attributes)
    return (attributes.get("value") or "").strip() if kind in _TYPED else ""


def _box(ticked: bool) -> str:
    return "☒" if ticked else "☐"
