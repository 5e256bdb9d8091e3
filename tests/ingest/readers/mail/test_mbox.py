"""A mailbox has a page for each message."""

import pytest

from ingest.documents import PageUnit
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from tests.ingest.readers.mail.letters import letter, nested, places

POSTMARK = b"From ana@club.example Sat Oct  4 09:00:00 2025\n"


def mailbox(*messages: bytes) -> bytes:
    return b"".join(POSTMARK + message + b"\n" for message in messages)


def test_a_mailbox_has_a_page_for_each_message(worker: Worker) -> None:
    one, two = letter("From here on it is nine.\n\nFrom there ten."), letter("Second.", "Dates")
    data = mailbox(
        one.as_bytes().replace(b"\nFrom here", b"\n>From here").replace(b"\nFrom there", b"\n>From there"), two.as_bytes()
    )
    document = worker.read(".mbox", data)
    assert [(page, heading) for page, heading, _ in places(document)] == [(1, "Fees"), (2, "Dates")]
    assert places(document)[0][2].endswith("\n\nFrom here on it is nine.\n\nFrom there ten.")
    assert (document.pages, document.page_unit) == (2, PageUnit.MESSAGE)


def test_a_damaged_message_does_not_affect_others(worker: Worker) -> None:
    bad = [nested(20_000), b"\x00\xff\n"] * 15
    document = worker.read(".mbox", mailbox(letter("First.").as_bytes(), *bad, letter("Last.").as_bytes()))
    assert [page for page, _, _ in places(document)] == [1, 32]
    assert document.unread[0].startswith("message 2: damaged message")
    assert document.unread[-1] == "and 10 more like these"


def test_a_large_mailbox_is_read_in_time_and_memory() -> None:
    attached = letter("Nine euros.")
    attached.add_attachment(bytes(4_000_000), "application", "zip", filename="a.zip")
    with Worker() as worker:
        document = worker.read(".mbox", mailbox(*([attached.as_bytes()] * 8), *([letter("Ten.").as_bytes()] * 2_000)))
    assert document.pages == 2_008
    assert document.text.count("Nine euros.") == 8
    assert document.notes[0].count("a.zip") == 8


def test_a_single_message_with_the_suffix_of_a_mailbox_is_read(worker: Worker) -> None:
    assert worker.read(".mbox", letter("Nine.").as_bytes()).text.endswith("Nine.")


def test_a_mailbox_without_a_readable_message_is_refused_with_the_reason_in_a_short_line(worker: Worker) -> None:
    with pytest.raises(UnreadableDocument, match=r"no message of it can be read \(message 1: not a mail"):
        worker.read(".mbox", POSTMARK * 500)
