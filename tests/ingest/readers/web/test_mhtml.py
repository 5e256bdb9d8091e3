"""The page of a web archive is read."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import reader_for


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


def test_a_web_archive_with_malformed_addresses_is_read() -> None:
    page = '<link rel="stylesheet" href="http://[x"><p>Open at nine.'
    archive = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
        b"Content-Location: file:///C:/\xc3\x9cbersicht/a.html\n\n" + page.encode() + b"\n--b\nContent-Type: text/css\n"
        b"Content-Location: file:///C:/\xc3\x9cbersicht/a.css\n\np { color: red }\n--b--\n"
    )
    assert [block.text for block in reader_for(".mhtml")(archive).blocks] == ["Open at nine."]
