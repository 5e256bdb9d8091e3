"""Reads calendars (iCalendar, RFC 5545): a block for each event, task or journal entry, with its time and people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.records.content_lines import ContentLine, content_lines, cut, letters_whole
from ingest.readers.shared.lines import one_line_ends
from ingest.readers.web import html
from ingest.said import said

_ENTRIES = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"))
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_UNTIL = re.compile(r"(\bUNTIL=)(\d{8}(?:T\d{6}Z?)?)(?=;|\Z)")
_LISTED = ("EXDATE", "RDATE", "FREEBUSY")
"""Properties that list dates, times or periods."""
_REPLIES = ("ACCEPTED", "DECLINED", "TENTATIVE")
_CANCELLED = ContentLine("STATUS", {}, "CANCELLED", ("CANCELLED",))
"""The status of each entry of a calendar that was sent to cancel them."""
_PAGE, _MOST_PAGES = "X-ALT-DESC", 20_000
"""The description in HTML, and the entries in which it is read, at 0.13 ms each."""
_PEOPLE = ("ORGANIZER", "ATTENDEE")
_SAID = (
    ("RECURRENCE-ID", "Instead of"), ("LOCATION", "Where"), ("STATUS", "Status"), ("RRULE", "Repeats"),
    ("DURATION", "Duration"), ("DUE", "Due"), ("COMPLETED", "Completed"), ("CATEGORIES", "Categories"), ("URL", "Address"),
    ("CONFERENCE", "Conference"), ("CONTACT", "Contact"), ("EXDATE", "Not on"), ("RDATE", "Also on"), ("FREEBUSY", "Busy"),
    ("ATTACH", "Attached"),
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Return a block for each entry; raises `UnreadableDocument` if the file isn't a calendar."""
    text = one_line_ends(decode(letters_whole(data)))
    if text.strip() and "BEGIN:VCALENDAR" not in text[:2_000].upper():
        raise UnreadableDocument(said("not_calendar", "not a calendar in spite of its name"))
    return Reading(tuple(blocks(text)), unread=cut(text))


def blocks(text: str) -> Iterator[Block]:
    """Yield a block for each event, task or journal entry of a calendar; alarms and time zones are left out."""
    entry: list[ContentLine] | None = None
    inner, cancelled, pages = 0, False, _MOST_PAGES
    for line in content_lines(text):
        if line.name == "BEGIN" and entry is None and line.value.upper() in _ENTRIES:
            entry = []
        elif entry is None:
            cancelled = cancelled or (line.name == "METHOD" and line.value.upper() == "CANCEL")
        elif line.name in ("BEGIN", "END"):
            inner += 1 if line.name == "BEGIN" else -1
            if inner < 0:
                pages -= any(line.name == _PAGE for line in entry)
                yield Block("\n".join(_lines(_with_status(entry) if cancelled else entry, with_page=pages >= 0)))
                entry, inner = None, 0
        elif not inner:
            entry.append(line)


def _lines(entry: Iterable[ContentLine], *, with_page: bool) -> Iterator[str]:
    found = defaultdict[str, list[ContentLine]](list)
    for line in entry:
        found[line.name].append(line)
    yield from (line.value for line in found["SUMMARY"])
    starts, ends = (next(map(_moment, found[name]), "") for name in ("DTSTART", "DTEND"))
    if when := " to ".join(filter(None, (starts, _last_day(starts, ends)))):
        yield f"When: {when}"
    for name, label in _SAID:
        if value := ", ".join(_moments(line) for line in found[name] if not _is_file(line)):
            yield f"{label}: {value}"
    for name, label in zip(_PEOPLE, ("Organizer", "Attendees"), strict=True):
        if people := ", ".join(map(_person, found[name])):
            yield f"{label}: {people}"
    yield from (line.value for name in ("DESCRIPTION", "COMMENT") for line in found[name])
    if with_page and not any(line.value.strip() for line in found["DESCRIPTION"]):
        yield from (html.words_of(line.value) for line in found[_PAGE][:1])


def _with_status(entry: list[ContentLine]) -> list[ContentLine]:
    """Return an entry that was sent to cancel it with that status, unless it has one."""
    return entry if any(line.name == "STATUS" for line in entry) else [*entry, _CANCELLED]


def _last_day(starts: str, ends: str) -> str:
    """Return the end of an entry, "" if it lasts a day: the end of entries of whole days is the day after (RFC 5545, 3.6.1)."""
    try:
        last = date.fromisoformat(ends) - timedelta(days=1)
    except (ValueError, OverflowError):
        return ends
    return last.isoformat() if last.isoformat() > starts else ""


def _is_file(line: ContentLine) -> bool:
    """Return whether a value is the content of a file in Base64 or a `data:` address."""
    is_binary = line.parameters.get("VALUE", "").upper() == "BINARY" or line.parameters.get("ENCODING", "").upper() == "BASE64"
    return is_binary or line.value[:5].lower() == "data:"


def _moments(line: ContentLine) -> str:
    """Return a value with its dates, times and periods as people read them."""
    if line.name == "RRULE":
        return _UNTIL.sub(lambda until: until[1] + _moment(replace(line, value=until[2])), line.value)
    if line.name not in _LISTED:
        return _moment(line)
    periods = (" to ".join(_moment(replace(line, value=end)) for end in period.split("/")) for period in line.value.split(","))
    return ", ".join(periods)


def _moment(line: ContentLine) -> str:
    """Return a date or time as in ISO 8601, with its time zone in brackets, and any other value as it is."""
    found = _MOMENT.fullmatch(line.value)
    if found is None:
        return line.value
    year, month, day, hour, minute, _, utc = found.groups()
    clock = f" {hour}:{minute}" if hour else ""
    zone = line.parameters.get("TZID", "") if clock and not utc else "UTC" if utc else ""
    return f"{year}-{month}-{day}{clock}" + (f" ({zone})" if zone else "")


def _person(line: ContentLine) -> str:
    address = line.value.partition(":")[2] if line.value.lower().startswith("mailto:") else line.value
    name = line.parameters.get("CN", "").strip('"')
    reply = line.parameters.get("PARTSTAT", "").upper()
    return (f"{name} <{address}>" if name and name != address else address) + (
        f" ({reply.lower()})" if reply in _REPLIES else ""
    )
