"""Messages are read with their headers, alternatives and attachments."""

import base64
import gzip
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for
from tests.ingest.readers.mail.letters import letter, nested, places

SENTENCES = {
    "en": "The key hangs by the door.", "ar": "المفتاح معلق بجانب الباب.", "zh": "钥匙挂在门边。",
    "fr": "La clé est près de la porte.", "de": "Der Schlüssel hängt an der Tür.", "ja": "鍵はドアの横に掛かっています。",
    "ko": "열쇠는 문 옆에 걸려 있습니다.", "es": "La llave está junto a la puerta.",
}  # fmt: skip
HEAD = "From: Ana Núñez <ana@club.example>\nTo: all@club.example\nDate: Sat, 04 Oct 2025 09:00:00 +0200\nSubject: {}"


def test_a_message_is_read_as_headers_and_paragraphs_with_the_subject_as_heading(worker: Worker) -> None:
    for language, sentence in SENTENCES.items():
        document = worker.read(".eml", letter(f"{sentence}\n\nSecond.", f"{language}: {sentence}").as_bytes())
        subject = f"{language}: {sentence}"
        assert places(document) == [(None, subject, f"{HEAD.format(subject)}\n\n{sentence}\n\nSecond.")]
        assert document.pages is None


def test_headers_are_decoded_in_any_charset_and_encoding(worker: Worker) -> None:
    for charset, subject in (
        ("iso-2022-jp", "会費について"),
        ("windows-1256", "الرسوم"),
        ("gb18030", "会费"),
        ("koi8-r", "Взнос"),
    ):
        raw = f"From: a@b.example\nSubject: {Header(subject, charset).encode()}\n\nText.\n".encode()
        assert places(worker.read(".eml", raw))[0][1] == subject
    bare = "From: a@b.example\nSubject: Gebühr für Mitglieder\n\nText.\n"
    assert places(worker.read(".eml", bare.encode()))[0][1] == "Gebühr für Mitglieder"


def test_one_of_two_alternatives_of_a_text_is_read(worker: Worker) -> None:
    message = letter("Plain nine.")
    message.add_alternative("<p>Rich nine.<p style='display:none'>secret", subtype="html")
    assert worker.read(".eml", message.as_bytes()).text.endswith("\n\nPlain nine.")
    empty = letter("\n")
    empty.add_alternative("<h2>Prices</h2><p>Rich nine.<p style='display:none'>secret", subtype="html")
    document = worker.read(".eml", empty.as_bytes())
    assert places(document)[-1] == (None, "Fees › Prices", "Prices\n\nRich nine.")
    assert document.notes == ("6 invisible characters left out",)


def test_attachments_are_listed_and_those_with_a_reader_are_read(worker: Worker) -> None:
    message = letter("See the list.")
    message.add_attachment("Entrance: nine euros.", filename="Gebühren.txt")
    message.add_attachment(b"no PDF", "application", "pdf", filename="plan.pdf")
    message.add_attachment(b"secret", "application", "zip", filename="all.zip")
    message.add_attachment("print('secret')", filename="run.py")
    document = worker.read(".eml", message.as_bytes())
    assert "Attachments: Gebühren.txt, plan.pdf, all.zip, run.py" in document.text
    assert places(document)[-1] == (None, "Fees › Gebühren.txt", "Entrance: nine euros.")
    assert "secret" not in document.text
    assert document.unread[0].startswith("attachment plan.pdf: not read:")
    assert document.notes == ("attachments without a reader: all.zip, run.py",)


STUB = "To view this message, please use a program that shows HTML."


def test_the_fuller_one_of_two_alternatives_is_read(worker: Worker) -> None:
    page = "<p>Your locker is number 212 and its code is 7391, in hall East.</p><table><tr><th>Until<tr><td>30 June</table>"
    message = letter(STUB)
    message.add_alternative(page, subtype="html")
    text = worker.read(".eml", message.as_bytes()).text
    assert "7391" in text
    assert STUB not in text
    whole = letter("Your locker is number 212 and its code is 7391, in hall East until 30 June.")
    whole.add_alternative(page, subtype="html")
    assert "in hall East until 30 June." in worker.read(".eml", whole.as_bytes()).text


def test_an_invitation_and_a_card_in_a_message_are_read(worker: Worker) -> None:
    message = letter("Please come.")
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Boiler check\nDTSTART:20240305T093000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    message.add_alternative(event, subtype="calendar")
    message.add_attachment("BEGIN:VCARD\nFN:Ines Quandt\nTEL:555\nEND:VCARD\n", subtype="vcard", filename="ines.vcf")
    text = worker.read(".eml", message.as_bytes()).text
    assert "Please come." in text
    assert "Boiler check\nWhen: 2024-03-05 09:30 (UTC)" in text
    assert "Ines Quandt\nPhone: 555" in text


def test_messages_within_attachments_are_read_to_a_limited_depth(worker: Worker) -> None:
    inner = letter("Deepest.").as_bytes()
    for _ in range(8):
        outer = letter("Around.")
        outer.add_attachment(inner, "application", "octet-stream", filename="inner.eml")
        inner = outer.as_bytes()
    document = worker.read(".eml", inner)
    assert "Deepest." not in document.text
    assert "lies in a file within a file" in document.reason


def test_an_attached_message_is_read_under_both_subjects(worker: Worker) -> None:
    outer = letter("Forwarded:", "Outer")
    outer.add_attachment(letter("Inner nine.", "Inner"))
    assert places(worker.read(".eml", outer.as_bytes()))[-1] == (
        None,
        "Outer › Inner",
        f"{HEAD.format('Inner')}\n\nInner nine.",
    )


def test_messages_within_messages_are_read_to_a_limited_depth(worker: Worker) -> None:
    assert "Deep." in worker.read(".eml", nested(3)).text
    document = worker.read(".eml", nested(400))
    assert "Deep." not in document.text
    assert len(document.unread) == 1
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        worker.read(".eml", nested(20_000))


def test_an_encrypted_part_is_reported_as_unread(worker: Worker) -> None:
    message = MIMEMultipart()
    message["Subject"] = "Sealed"
    message.attach(MIMEText("Opening words."))
    message.attach(MIMEApplication(b"\x30\x80", "pkcs7-mime"))
    document = worker.read(".eml", message.as_bytes())
    assert "Opening words." in document.text
    assert "encrypted" in document.unread[0]


def test_a_message_with_a_wrong_charset_is_read_by_its_bytes(worker: Worker) -> None:
    body = base64.encodebytes(("Der Schlüssel für das Lager hängt neben der Tür. " * 3).encode("windows-1252"))
    head = b"Subject: x\nContent-Type: text/plain; charset=%s\nContent-Transfer-Encoding: base64\n\n"
    for charset in (b"utf-8", b"us-ascii", b"no-such", b"windows-1252"):
        assert "Schlüssel für das Lager hängt" in worker.read(".eml", head % charset + body).text


def test_flowed_lines_are_joined_and_quotes_and_signatures_are_not(worker: Worker) -> None:
    head = b"Subject: x\nContent-Type: text/plain; format=flowed\n\n"
    text = worker.read(".eml", head + b"One line \ngoes on.\n> quoted \nanswer\n-- \nAna\n").text
    assert text.removeprefix("Subject: x\n\n") == "One line goes on.\n> quoted answer\n--\nAna"


@pytest.mark.parametrize("data", [b"\n\nno headers", b"\x00\x01\x02\xff" * 50, b" "])
def test_a_file_that_is_not_a_message_is_refused(worker: Worker, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not a mail message"):
        worker.read(".eml", data)


def test_a_message_part_within_a_message_is_read(worker: Worker) -> None:
    outer = MIMEMultipart()
    outer["Subject"] = "Outer"
    outer.attach(MIMEMessage(letter("Inner nine.", "Inner")))
    assert worker.read(".eml", outer.as_bytes()).text.endswith("Inner nine.")


def test_a_message_without_its_boundary_keeps_its_text(worker: Worker) -> None:
    head = b"Subject: x\nContent-Type: multipart/mixed%s\n\n"
    for boundary in (b"", b"; boundary=never"):
        assert worker.read(".eml", head % boundary + b"Nine euros.\n").text.endswith("Nine euros.")


def test_an_empty_message_is_read_as_its_headers(worker: Worker) -> None:
    document = worker.read(".eml", b"Subject: Pump\nFrom: a@b.example\n\n")
    assert (document.text, document.unread) == ("From: a@b.example\nSubject: Pump", ())


def test_pictures_in_a_message_are_not_attachments(worker: Worker) -> None:
    message = letter("\n")
    message.add_alternative("<p>Nine.<img src='cid:a'>", subtype="html")
    rich = message.get_body(("html",))
    assert rich is not None
    rich.add_related(b"GIF89a", "image", "gif", cid="<a>", filename="logo.gif")
    assert worker.read(".eml", message.as_bytes()).notes == ()


def test_a_compressed_attachment_is_read() -> None:
    message = MIMEMultipart()
    part = MIMEApplication(gzip.compress(b"The gate code is 7391."))
    part.add_header("Content-Disposition", "attachment", filename="codes.txt.gz")
    message.attach(part)
    assert reader_for(".eml")(message.as_bytes()).blocks[-1].text == "The gate code is 7391."
