"""Calendars and address books are read with people, times and places."""

import time

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for
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
        "Busy: 2024-06-11 09:30 (UTC) to 2024-06-11 10:00 (UTC)",
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


def card(*lines: str, version: str = "3.0") -> list[str]:
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
    return vcard.read(text.encode()).blocks[0].text.split("\n")


def test_a_sign_of_equality_at_the_end_of_a_line_joins_lines_only_in_quoted_printable() -> None:
    name = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nM=C3=BC=\r\n =6Cler"
    photo = "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n AAAA="
    assert card(name, photo, "TEL;CELL:+49 171", "URL:https://a.example/?id=", "NOTE:gate 4711", version="2.1") == [
        "Jörg Müller",
        "Phone (cell): +49 171",
        "Web: https://a.example/?id=",
        "Note: gate 4711",
    ]


def test_a_value_that_ends_in_a_sign_of_equality_does_not_swallow_the_next_property() -> None:
    url, note = "URL;QUOTED-PRINTABLE:https://a.example/?id=", "NOTE;QUOTED-PRINTABLE:Gate=\r\nPIN: 4711"
    assert card(url, "TEL;CELL:+49 171", note, version="2.1") == [
        "Web: https://a.example/?id=",
        "Phone (cell): +49 171",
        "Note: GatePIN: 4711",
    ]


def test_labels_that_a_person_gave_stand_beside_what_they_name() -> None:
    lines = ("N:Lang;Ada;Eve;Dr.;", "item1.TEL:+43 1", "item1.X-ABLabel:Ferienhaus", "BDAY:19850412", "TEL;TYPE=cell:2")
    more = ("item2.X-ABRELATEDNAMES:Otto", "item2.X-ABLabel:_$!<Brother>!$_", "ORG:Abel\\; Sons;Sales", "X-SKYPE:ada.l")
    assert card(*lines, *more) == [
        "Dr. Ada Eve Lang",
        "Phone (Ferienhaus): +43 1",
        "Birthday: 1985-04-12",
        "Phone (cell): 2",
        "Related (Brother): Otto",
        "Organization: Abel; Sons, Sales",
        "Skype: ada.l",
    ]


def event(*lines: str, before: str = "") -> list[str]:
    text = "\r\n".join(("BEGIN:VCALENDAR", before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""))
    return calendar.read(text.encode()).blocks[0].text.split("\n")


def test_an_event_that_was_moved_or_cancelled_says_so() -> None:
    assert event("SUMMARY:Choir", "RECURRENCE-ID;TZID=Europe/Berlin:20260305T100000", "DTSTART:20260306T140000") == [
        "Choir",
        "When: 2026-03-06 14:00",
        "Instead of: 2026-03-05 10:00 (Europe/Berlin)",
    ]
    assert event("SUMMARY:Board", before="METHOD:CANCEL") == ["Board", "Status: CANCELLED"]
    assert event("SUMMARY:Board", "STATUS:CONFIRMED", before="METHOD:REQUEST") == ["Board", "Status: CONFIRMED"]


def test_lists_of_days_replies_and_descriptions_in_html_are_read() -> None:
    days = "EXDATE;TZID=Europe/Berlin:20260413T140000,20260415T140000"
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20260630T220000Z"
    description = "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Form <b>B-12</b></p></body></html>"
    reply = "ATTENDEE;CN=Ann;PARTSTAT=DECLINED:mailto:ann@x.example"
    assert event("SUMMARY:Swim", rule, days, "RDATE;VALUE=DATE:20260501", "CONTACT:Jo\\, 5", reply, description) == [
        "Swim",
        "Repeats: FREQ=WEEKLY;UNTIL=2026-06-30 22:00 (UTC)",
        "Contact: Jo, 5",
        "Not on: 2026-04-13 14:00 (Europe/Berlin), 2026-04-15 14:00 (Europe/Berlin)",
        "Also on: 2026-05-01",
        "Attendees: Ann <ann@x.example> (declined)",
        "Form B-12",
    ]


def test_an_old_calendar_is_read_in_quoted_printable() -> None:
    lines = "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C3=BCro=\r\n zu\r\nDTSTART:20260306T140000\r\n"
    old = f"BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    assert reader_for(".vcs")(old.encode()).blocks[0].text == "Büro zu\nWhen: 2026-03-06 14:00"


def test_folded_lines_that_end_with_a_sign_of_equality_take_about_as_long_as_others() -> None:
    def seconds(fold: str) -> float:
        began = time.process_time()
        assert card("A" * 400_000, *[fold] * 8_000, "FN:Ada") == ["Ada"]
        return time.process_time() - began

    assert seconds(" =") < 20 * seconds(" x")  # a search in the whole property for each of them takes 300 times as long
