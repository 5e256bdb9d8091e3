"""Calendars and address books are read with people, times and places."""

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers.records import calendar, vcard

EVENT = "\r\n".join(
    (
        "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "END:VTIMEZONE", "BEGIN:VEVENT",
        "SUMMARY;LANGUAGE=en:Boiler check\\, all", " floors", "DTSTART;TZID=Europe/Berlin:20240305T093000",
        "DTEND;TZID=Europe/Berlin:20240305T110000", "LOCATION:Lindenhof 3", "RRULE:FREQ=WEEKLY;BYDAY=TU",
        'ORGANIZER;CN="Ines Quandt":mailto:ines@example.org', "ATTENDEE:mailto:ben@example.org",
        "DESCRIPTION:Bring the key.\\nRing twice.", "BEGIN:VALARM", "DESCRIPTION:reminder", "END:VALARM", "END:VEVENT",
        "BEGIN:VTODO", "SUMMARY:Pay rent", "DUE;VALUE=DATE:20240401", "END:VTODO", "END:VCALENDAR", "",
    )
)  # fmt: skip


def test_an_event_is_read_with_its_title_time_place_and_people() -> None:
    event, task = calendar.read(EVENT.encode()).blocks
    assert event.text.split("\n") == [
        "Boiler check, allfloors",
        "When: 2024-03-05 09:30 (Europe/Berlin) to 2024-03-05 11:00 (Europe/Berlin)",
        "Where: Lindenhof 3",
        "Repeats: FREQ=WEEKLY;BYDAY=TU",
        "Organizer: Ines Quandt <ines@example.org>",
        "Attendees: ben@example.org",
        "Bring the key.",
        "Ring twice.",
    ]
    assert task.text == "Pay rent\nDue: 2024-04-01"


def test_a_file_that_is_not_a_calendar_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="not a calendar"):
        calendar.read(b"words")
    with pytest.raises(UnreadableDocument, match="not an address book"):
        vcard.read(b"words")


@pytest.mark.slow
def test_a_calendar_of_many_events_is_read_up_to_its_limit(worker: Worker) -> None:
    event = b"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n"
    document = worker.read(".ics", b"BEGIN:VCALENDAR\n" + event * 100_000 + b"END:VCALENDAR\n")
    assert "more than 200,000 lines" in document.reason


def test_a_card_is_read_with_names_numbers_and_addresses_in_all_versions() -> None:
    three = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Jörg;;;\nFN:Jörg Müller\nTEL;TYPE=work,voice:+49 30 1234\nORG:Mill;Flour\n"
        "PHOTO:AAAA\nEND:VCARD\n"
    )
    old = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;In=C3=A9s\nTEL;CELL:555\n"
        "ADR;HOME:;;Weg 1;Ulm;;89073;DE\nEND:VCARD\n"
    )
    assert [block.text for block in vcard.read((three + old).encode()).blocks] == [
        "Jörg Müller\nPhone (work): +49 30 1234\nOrganization: Mill, Flour",
        "Inés Müller\nPhone (cell): 555\nAddress (home): Weg 1, Ulm, 89073, DE",
    ]


def test_busy_times_and_days_without_the_event_are_read() -> None:
    busy = "BEGIN:VFREEBUSY\nFREEBUSY:20240611T093000Z/20240611T100000Z\nEND:VFREEBUSY\n"
    event = "BEGIN:VEVENT\nSUMMARY:Boiler\nEXDATE:20240618T093000\nATTACH:https://a.example.org/plan.pdf\nEND:VEVENT\n"
    found = [block.text for block in calendar.read(f"BEGIN:VCALENDAR\n{busy}{event}END:VCALENDAR".encode()).blocks]
    assert found == [
        "Busy: 20240611T093000Z/20240611T100000Z",
        "Boiler\nNot on: 2024-06-18 09:30\nAttached: https://a.example.org/plan.pdf",
    ]


@pytest.mark.parametrize(
    "attached", ["ATTACH;ENCODING=BASE64:AAECAwQ=", "ATTACH;VALUE=BINARY:AAECAwQ=", "ATTACH:data:text/plain;base64,AAECAwQ="]
)
def test_the_content_of_an_attached_file_is_left_out(attached: str) -> None:
    event = f"BEGIN:VEVENT\nSUMMARY:Boiler\n{attached}\nATTACH:https://a.example.org/plan.pdf\nEND:VEVENT\n"
    found = [block.text for block in calendar.read(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR".encode()).blocks]
    assert found == ["Boiler\nAttached: https://a.example.org/plan.pdf"]


def test_a_letter_whose_bytes_a_fold_parts_is_read() -> None:
    folded = "Prüfung".encode().replace(b"\xbc", b"\r\n \xbc")
    event = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n" % folded
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nTEL:123\r\nEND:VCARD\r\n" % folded
    assert [read(data).blocks[0].text.split("\n")[0] for read, data in ((calendar.read, event), (vcard.read, card))] == [
        "Prüfung",
        "Prüfung",
    ]


@pytest.mark.parametrize(
    ("ends", "when"),
    [("20240304", "2024-03-03"), ("20240306", "2024-03-03 to 2024-03-05"), ("20240303", "2024-03-03")],
)
def test_the_end_of_an_entry_of_whole_days_is_its_last_day(ends: str, when: str) -> None:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20240303", f"DTEND;VALUE=DATE:{ends}")
    event = "\r\n".join((*lines, "END:VEVENT", "END:VCALENDAR", ""))
    assert calendar.read(event.encode()).blocks[0].text == f"Fair\nWhen: {when}"
