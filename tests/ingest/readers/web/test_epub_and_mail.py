"""EPUB, web archives and mail are read with places; damage affects only the damaged part."""

import base64
import gzip
import io
import zipfile
from collections.abc import Callable
from email.header import Header
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from ingest.documents import Document, PageUnit
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>"""
CHAPTER = (
    '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
)
SENTENCES = {
    "en": "The key hangs by the door.", "ar": "المفتاح معلق بجانب الباب.", "zh": "钥匙挂在门边。",
    "fr": "La clé est près de la porte.", "de": "Der Schlüssel hängt an der Tür.", "ja": "鍵はドアの横に掛かっています。",
    "ko": "열쇠는 문 옆에 걸려 있습니다.", "es": "La llave está junto a la puerta.",
}  # fmt: skip


def places(document: Document) -> list[tuple[int | None, str, str]]:
    return [(section.page, section.heading, document.text[section.start : section.end]) for section in document.sections]


def package(manifest: dict[str, str], spine: list[str], extra: str = "") -> str:
    items = "".join(f'<item id="{name}" href="{href}" media-type="application/xhtml+xml"/>' for name, href in manifest.items())
    refs = "".join(f'<itemref idref="{name}"/>' if " " not in name else f"<itemref {name}/>" for name in spine)
    return f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}{extra}</manifest><spine>{refs}</spine></package>'


def epub(members: dict[str, str], opf: str, rootfile: str = "OEBPS/book.opf", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER.format(rootfile))
        archive.writestr("OEBPS/book.opf", opf)
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


TWO = {"OEBPS/one.xhtml": CHAPTER.format("<h1>Fees</h1><p>Nine.</p>"), "OEBPS/two.xhtml": CHAPTER.format("<p>Ten.</p>")}
HREFS = {"one": "one.xhtml", "two": "two.xhtml"}


def test_a_book_is_read_in_the_order_of_its_spine_chapter_by_chapter(worker: Worker) -> None:
    document = worker.read(".epub", epub(TWO, package(HREFS, ["two", "one"])))
    assert places(document) == [(1, "", "Ten."), (2, "Fees", "Fees\n\nNine.")]
    assert (document.pages, document.page_unit, document.unread) == (2, PageUnit.CHAPTER, ())


def test_chapters_outside_of_a_book_s_linear_order_come_last(worker: Worker) -> None:
    opf = package(HREFS, ['idref="one" linear="no"', "two"])
    assert [text for _, _, text in places(worker.read(".epub", epub(TWO, opf)))] == ["Ten.", "Fees\n\nNine."]


def test_a_chapter_without_a_heading_has_its_title_in_the_table_of_contents(worker: Worker) -> None:
    nav = CHAPTER.format('<nav><ol><li><a href="two.xhtml#top">Chapter <b>Two</b></a></li></ol></nav>')
    part = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    document = worker.read(".epub", epub({**TWO, "OEBPS/nav.xhtml": nav}, package(HREFS, ["one", "two"], part)))
    assert places(document) == [(1, "Fees", "Fees\n\nNine."), (2, "Chapter Two", "Ten.")]


def test_the_table_of_contents_of_epub_2_is_used(worker: Worker) -> None:
    ncx = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Old two</text></navLabel>'
        '<content src="two.xhtml"/></navPoint></navMap></ncx>'
    )
    part = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    document = worker.read(".epub", epub({**TWO, "OEBPS/toc.ncx": ncx}, package(HREFS, ["one", "two"], part)))
    assert places(document)[1] == (2, "Old two", "Ten.")


def test_a_missing_chapter_is_reported_and_the_others_are_read(worker: Worker) -> None:
    opf = package({**HREFS, "gone": "gone.xhtml", "out": "../../../etc/passwd"}, ["one", "gone", "out", "nowhere", "two"])
    document = worker.read(".epub", epub(TWO, opf))
    assert [text for _, _, text in places(document)] == ["Fees\n\nNine.", "Ten."]
    assert [line.split(":")[0] for line in document.unread] == [
        "1 chapters are listed but not in the book",
        "chapter 2",
        "chapter 3",
    ]


def test_a_truncated_book_is_read_up_to_the_cut(worker: Worker) -> None:
    whole = epub(TWO, package(HREFS, ["one", "two"]), method=zipfile.ZIP_STORED)
    document = worker.read(".epub", whole[: whole.index(b"OEBPS/two.xhtml") + 40])
    assert "Nine." in document.text
    assert any("chapter 2" in line for line in document.unread)


def test_a_book_with_a_misplaced_or_empty_list_of_chapters_is_read(worker: Worker) -> None:
    assert worker.read(".epub", epub(TWO, package(HREFS, ["two"]), rootfile="../../etc/passwd")).text == "Ten."
    document = worker.read(".epub", epub(TWO, "<package>"))
    assert document.text == "Fees\n\nNine.\n\nTen."
    assert document.unread == ("its list of chapters is missing: they stand in the order of the file",)


def test_a_damaged_table_of_contents_does_not_affect_the_text(worker: Worker) -> None:
    part = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    laughs = '<!DOCTYPE ncx [<!ENTITY a "ha">]><ncx>&a;</ncx>'
    assert worker.read(".epub", epub({**TWO, "OEBPS/toc.ncx": laughs}, package(HREFS, ["two"], part))).text == "Ten."


def test_a_book_that_repeats_a_chapter_is_read_once(worker: Worker) -> None:
    data = epub(TWO, package(HREFS, ["one"] * 100_000), method=zipfile.ZIP_STORED)
    document = worker.read(".epub", data)
    assert (document.text, document.pages) == ("Fees\n\nNine.", 1)


def encryption(algorithm: str, part: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{part}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_an_encrypted_book_is_refused_and_one_with_encrypted_fonts_is_read(worker: Worker) -> None:
    opf = package(HREFS, ["one"])
    locked = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/one.xhtml")
    with pytest.raises(UnreadableDocument, match="protected by DRM"):
        worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": locked}, opf))
    document = worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": locked}, package(HREFS, ["one", "two"])))
    assert document.text == "Ten."
    assert document.unread == ("chapter 1: encrypted: it opens only in its seller's app",)
    scrambled = encryption("http://www.idpf.org/2008/embedding", "/OEBPS/./one.xhtml")
    assert (
        worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": scrambled}, package(HREFS, ["one", "two"]))).text == "Ten."
    )
    fonts = encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")
    assert "Nine." in worker.read(".epub", epub({**TWO, "META-INF/encryption.xml": fonts}, opf)).text


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"plain text",
        lambda: epub({}, package(HREFS, [])),
        lambda: epub(TWO, '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><package>&a;</package>'),
        lambda: epub({f"OEBPS/{n}.xhtml": " " * 3_000_000 for n in range(100)}, package(HREFS, ["one"])),
    ],
    ids=["no zip", "no chapters", "entities", "bomb"],
)
def test_an_unreadable_book_is_refused_with_the_reason_in_one_line(worker: Worker, make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableDocument) as failure:
        worker.read(".epub", make())
    assert "\n" not in str(failure.value)
    assert "its reader" not in str(failure.value)


def web_archive(page: MIMEText) -> bytes:
    archive = MIMEMultipart("related", type="text/html")
    archive["Subject"] = "Saved"
    archive.attach(page)
    archive.attach(MIMEText("p{color:red}", "css"))
    return archive.as_bytes()


def test_the_page_of_a_web_archive_is_read(worker: Worker) -> None:
    for charset in ("utf-8", "windows-1252"):
        page = MIMEText("<h1>Gebühr</h1><p>Für Mitglieder über achtzehn.<p hidden>secret", "html", charset)
        assert worker.read(".mhtml", web_archive(page)).text == "Gebühr\n\nFür Mitglieder über achtzehn."


def test_a_web_archive_without_a_page_is_refused(worker: Worker) -> None:
    with pytest.raises(UnreadableDocument, match="no page in it"):
        worker.read(".mht", web_archive(MIMEText("plain")))


def letter(text: str, subject: str = "Fees", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ana Núñez <ana@club.example>", "all@club.example", subject
    message["Date"] = "Sat, 04 Oct 2025 09:00:00 +0200"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message


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


def nested(levels: int) -> bytes:
    head = b"".join(b"Subject: %d\nContent-Type: message/rfc822\n\n" % level for level in range(levels))
    return head + b"Subject: last\n\nDeep.\n"


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


def test_a_mailbox_without_a_readable_message_is_refused_with_the_reason_in_a_short_line(worker: Worker) -> None:
    with pytest.raises(UnreadableDocument, match=r"no message of it can be read \(message 1: not a mail"):
        worker.read(".mbox", POSTMARK * 500)


def test_pictures_in_a_message_are_not_attachments(worker: Worker) -> None:
    message = letter("\n")
    message.add_alternative("<p>Nine.<img src='cid:a'>", subtype="html")
    rich = message.get_body(("html",))
    assert rich is not None
    rich.add_related(b"GIF89a", "image", "gif", cid="<a>", filename="logo.gif")
    assert worker.read(".eml", message.as_bytes()).notes == ()


def test_the_style_sheet_of_a_book_is_applied() -> None:
    page = CHAPTER.replace("<title/>", '<link rel="stylesheet" href="../css/a.css"/>')
    body = '<p>10<span class="up">6</span> germs<i class="off">never seen</i></p>'
    members = {"OEBPS/text/one.xhtml": page.format(body), "OEBPS/css/a.css": ".up{vertical-align:super}.off{display:none}"}
    reading = reader_for(".epub")(epub(members, package({"one": "text/one.xhtml"}, ["one"])))
    assert [block.text for block in reading.blocks] == ["10⁶ germs"]


def test_the_style_sheet_of_a_web_archive_is_applied() -> None:
    archive = MIMEMultipart("related")
    markup = "<link rel=stylesheet href='/a.css'><p>Open at nine.<p class=off>Loading"
    for content, kind, place in (
        (markup, "html", "https://mill.example/hours"),
        (".off{display:none}", "css", "https://mill.example/a.css"),
    ):
        part = MIMEText(content, kind)
        part["Content-Location"] = place
        archive.attach(part)
    assert [block.text for block in reader_for(".mhtml")(archive.as_bytes()).blocks] == ["Open at nine."]


def test_a_compressed_attachment_is_read() -> None:
    message = MIMEMultipart()
    part = MIMEApplication(gzip.compress(b"The gate code is 7391."))
    part.add_header("Content-Disposition", "attachment", filename="codes.txt.gz")
    message.attach(part)
    assert reader_for(".eml")(message.as_bytes()).blocks[-1].text == "The gate code is 7391."


def test_a_web_archive_with_malformed_addresses_is_read() -> None:
    page = '<link rel="stylesheet" href="http://[x"><p>Open at nine.'
    archive = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
        b"Content-Location: file:///C:/\xc3\x9cbersicht/a.html\n\n" + page.encode() + b"\n--b\nContent-Type: text/css\n"
        b"Content-Location: file:///C:/\xc3\x9cbersicht/a.css\n\np { color: red }\n--b--\n"
    )
    assert [block.text for block in reader_for(".mhtml")(archive).blocks] == ["Open at nine."]


def test_a_style_sheet_that_all_chapters_link_to_is_unpacked_once() -> None:
    names = [f"c{number}" for number in range(50)]
    page = CHAPTER.replace("<title/>", '<link rel="stylesheet" href="a.css"/>').format("<p>Open at nine.</p>")
    members = {f"OEBPS/{name}.xhtml": page for name in names} | {"OEBPS/a.css": " " * 5_000_000}
    data = epub(members, package({name: f"{name}.xhtml" for name in names}, names), method=zipfile.ZIP_STORED)
    assert reader_for(".epub")(data).unread == ()
