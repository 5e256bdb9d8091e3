"""Writes the address of a link behind its words, so that a question for an address finds one that the page doesn't show."""

import re

_SCHEMES = re.compile(r"(?:https?|ftp|mailto|tel|sms|geo):", re.IGNORECASE)
_UNSAID = re.compile(r"\A(?:https?://(?:www\.)?|ftp://|mailto:|tel:|sms:)", re.IGNORECASE)
_LONGEST = 200
"""Characters of an address that a person would copy; longer ones, mostly of tracking links, are cut to site and path."""
_UNPRINTABLE = re.compile(r"[\s<>\"\x00-\x1f]")


def address_of(target: str) -> str:
    """Return the address of a link's target, at most 200 characters, without `mailto:`, `tel:` or `sms:`.

    It is "" for places in the same document, relative addresses and scripts.
    """
    target = _UNPRINTABLE.sub("", target)
    if not _SCHEMES.match(target):
        return ""
    short = (
        re.split(r"[?#]", target, maxsplit=1)[0] if len(target) > _LONGEST or target.lower().startswith("mailto:") else target
    )
    return short[:_LONGEST] if not short.lower().startswith(("mailto:", "tel:", "sms:")) else short.partition(":")[2][:_LONGEST]


def leads_to(words: str, target: str) -> str:
    """Return ` (address)` to append to the words of a link, "" if the words contain the address or there is none."""
    address = address_of(target)
    core = _UNSAID.sub("", address).rstrip("/").casefold()
    if not core or core in words.replace("\u200b", "").casefold():
        return ""
    return f" ({address})"
