"""Where a link leads, said behind its words: a person asks for an address that the page shows only to who clicks."""

import re

_SCHEMES = re.compile(r"(?:https?|ftp|mailto|tel|sms|geo):", re.IGNORECASE)
_UNSAID = re.compile(r"\A(?:https?://(?:www\.)?|ftp://|mailto:|tel:|sms:)", re.IGNORECASE)
_LONGEST = 200
"""Characters of an address that a person would still copy; longer ones count clicks and keep their site and path alone."""
_UNPRINTABLE = re.compile(r"[\s<>\"\x00-\x1f]")


def address_of(target: str) -> str:
    """Return the address that a link's target names, "" where it leads to a place in the same document or to a script."""
    target = _UNPRINTABLE.sub("", target)
    if not _SCHEMES.match(target):
        return ""
    short = (
        re.split(r"[?#]", target, maxsplit=1)[0] if len(target) > _LONGEST or target.lower().startswith("mailto:") else target
    )
    return short[:_LONGEST] if not short.lower().startswith(("mailto:", "tel:", "sms:")) else short.partition(":")[2][:_LONGEST]


def leads_to(words: str, target: str) -> str:
    """Return ` (address)` for what stands behind a link's words, "" where the words say the address or it has none."""
    address = address_of(target)
    core = _UNSAID.sub("", address).rstrip("/").casefold()
    if not core or core in words.replace("\u200b", "").casefold():
        return ""
    return f" ({address})"
