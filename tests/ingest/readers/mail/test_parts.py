"""The parts of a message: its text, its attachments, and the readers of these."""

import base64

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers.mail import emlx, mail
from tests.ingest.pdf_parts import one_page, say


def message(kind: str, *parts: tuple[str, bytes]) -> bytes:
    """Return a message of several parts, each by its headers and its body."""
    head = f"Subject: Key\nContent-Type: {kind}; boundary=B\n\n".encode()
    return head + b"".join(b"--B\n" + headers.encode() + b"\n\n" + body + b"\n" for headers, body in parts) + b"--B--\n"


def text_of(data: bytes) -> str:
    return "\n".join(block.text for block in mail.read(data).blocks)


def test_an_attachment_without_a_suffix_is_read_by_its_media_type() -> None:
    file = ("Content-Type: application/pdf\nContent-Disposition: attachment; filename=scan", one_page(say("Third lamp")))
    found = text_of(message("multipart/mixed", ("Content-Type: text/plain", b"See"), file))
    assert "Attachments: scan.pdf" in found
    assert "Third lamp" in found


@pytest.mark.parametrize(("kind", "body"), [("text/markdown", b"# Third lamp"), ("text/csv", b"item,sum\nThird lamp,3\n")])
def test_a_part_of_text_that_has_a_reader_is_read_by_it(kind: str, body: bytes) -> None:
    found = text_of(message("multipart/mixed", ("Content-Type: text/plain", b"See"), (f"Content-Type: {kind}", body)))
    assert "Third lamp" in found
    assert "# Third" not in found


def test_an_unknown_kind_of_text_is_read_as_plain_text() -> None:
    assert "Third lamp" in text_of(b"Subject: Key\nContent-Type: text/x-note\n\nThird lamp\n")


def test_of_related_parts_the_one_with_text_is_read_wherever_it_is() -> None:
    picture = ("Content-Type: image/png\nContent-ID: <x>", b"\x89PNG")
    page = ("Content-Type: text/html", b"<p>Third lamp</p>")
    reading = mail.read(message("multipart/related", picture, page))
    assert reading.blocks[-1].text == "Third lamp"
    assert not reading.notes


def test_the_report_of_a_mail_server_is_read_with_the_address_that_was_not_reached() -> None:
    fields = b"Reporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; lost@example.org\nStatus: 5.1.1\n"
    found = text_of(message("multipart/report", ("Content-Type: message/delivery-status", fields)))
    assert "Final-Recipient: rfc822; lost@example.org\nStatus: 5.1.1" in found


@pytest.mark.parametrize("kind", ["message/partial; id=a; number=1", "message/news", "message/x-other"])
def test_a_message_of_another_kind_is_read_with_all_its_headers(kind: str) -> None:
    inner = b"From: ada@example.org\nReceived: by one\nReceived: by two\n\nThird lamp\n"
    found = text_of(message("multipart/mixed", (f"Content-Type: {kind}", inner)))
    assert "From: ada@example.org\nReceived: by one\nReceived: by two" in found
    assert found.endswith("Third lamp\n")


def test_a_file_in_a_message_of_another_kind_is_listed() -> None:
    inner = b"Content-Type: application/octet-stream; name=a.bin\n\n1\n"
    assert "Attachments: a.bin" in text_of(message("multipart/mixed", ("Content-Type: message/news", inner)))


def piece(tag: int, *values: bytes, endless: bool = False) -> bytes:
    """Return a piece of a structure in DER, or one without a length, as BER allows."""
    content = b"".join(values)
    if endless:
        return bytes((tag, 0x80)) + content + bytes(2)
    return bytes((tag, 0x82, *divmod(len(content), 256))) + content


def enveloped(kind: int, *octets: bytes, endless: bool) -> bytes:
    """Return a mail with a CMS structure of a kind (2: signed, 3: encrypted) around pieces of a content."""
    kinds = bytes.fromhex("2a864886f70d0107")
    string = piece(0x24, *(piece(4, one) for one in octets), endless=True) if endless else piece(4, *octets)
    content = piece(0x30, piece(6, kinds + b"\1"), piece(0xA0, string, endless=endless), endless=endless)
    certificates = piece(0xA0, piece(0x30, piece(4, b"no text")))
    whole = piece(0x30, piece(2, b"\1"), piece(0x31), content, certificates, piece(0x31), endless=endless)
    data = piece(0x30, piece(6, kinds + bytes([kind])), piece(0xA0, whole, endless=endless), endless=endless)
    head = b"Subject: Key\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(data)


@pytest.mark.parametrize("endless", [False, True])
def test_a_message_within_its_signature_is_read(endless: bool) -> None:
    reading = mail.read(enveloped(2, b"Content-Type: text/plain\n\nThird ", b"lamp\n", endless=endless))
    assert [block.text.strip() for block in reading.blocks] == ["Subject: Key", "Third lamp"]
    assert not reading.unread


def test_an_encrypted_message_is_reported() -> None:
    assert "a part is encrypted" in mail.read(enveloped(3, b"Content-Type: text/plain\n\nx", endless=False)).unread[0]


def test_flowed_lines_of_a_script_without_blanks_are_joined_without_them() -> None:
    flowed = "Content-Type: text/plain; charset=utf-8; format=flowed"
    assert "東京へ行く電車" in text_of(f"Subject: Key\n{flowed}; delsp=yes\n\n東京へ \n行く電車\n".encode())
    assert "the third lamp" in text_of(f"Subject: Key\n{flowed}\n\nthe \nthird lamp\n".encode())


def test_a_message_of_apple_mail_is_read_without_the_property_list_after_it() -> None:
    message = b"Subject: Key\nContent-Type: text/plain\n\nThird lamp\n"
    data = b"%-10d\n" % len(message) + message + b'<?xml version="1.0"?><plist><dict><key>flags</key></dict></plist>'
    assert [block.text.strip() for block in emlx.read(data).blocks] == ["Subject: Key", "Third lamp"]
    with pytest.raises(UnreadableDocument, match="its length is missing"):
        emlx.read(message)


@pytest.mark.parametrize(
    "stub", ["This message is in HTML. Please use a mail reader that shows it.", "Ihr Programm zeigt kein HTML."]
)
def test_both_alternatives_are_read_if_they_say_different_things(stub: str) -> None:
    page = ("Content-Type: text/html", b"<p>Code 7391</p>")
    found = text_of(message("multipart/alternative", ("Content-Type: text/plain", stub.encode()), page))
    assert stub in found
    assert "Code 7391" in found


def test_the_commands_of_enriched_text_are_left_out() -> None:
    body = b"<color><param>red</param>Rent</color> is <bold>730</bold> <<net>\n"
    assert "Rent is 730 <net>" in text_of(b"Subject: Key\nContent-Type: text/enriched\n\n" + body)
