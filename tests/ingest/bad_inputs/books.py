"""Damaged and hostile EPUBs: missing, encrypted or misplaced parts, and a chapter that is listed 100,000 times."""

import zipfile

from tests.ingest.bad_inputs.archives import member, overlapping, zip_of
from tests.ingest.bad_inputs.case import CANARY_FILE, NOWHERE, PROBE, SECRET, BadInput, Outcome, either, fine, partly, refused
from tests.ingest.bad_inputs.word import DTD, laughs

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="%s" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptionMethod Algorithm="%s"/><e:CipherData><e:CipherReference URI="%s"/></e:CipherData></e:EncryptedData>'
    "</encryption>"
)
SECOND = "The second chapter is about grease."


def chapter(body: str, *, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode()


def package(*chapters: str, spine: str = "", before: str = "") -> bytes:
    """Return the package document of a book, which lists its parts and their order."""
    items = "".join(f'<item id="c{n}" href="{href}" media-type="application/xhtml+xml"/>' for n, href in enumerate(chapters))
    order = spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return (
        f'<?xml version="1.0"?>{before}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    ).encode()


def parts(**changes: bytes) -> dict[str, bytes]:
    """Return a book of two chapters; `container`, `opf`, `one` and `two` replace its parts."""
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": changes.get("container", (CONTAINER % "book.opf").encode()),
        "book.opf": changes.get("opf", package("one.xhtml", "two.xhtml")),
        "one.xhtml": changes.get("one", chapter(f"<h1>One</h1><p>{PROBE}</p>")),
        "two.xhtml": changes.get("two", chapter(f"<p>{SECOND}</p>")),
    }


def book(more: dict[str, bytes] | None = None, *, method: int = zipfile.ZIP_DEFLATED, **changes: bytes) -> bytes:
    return zip_of(parts(**changes) | (more or {}), method)


def locked(algorithm: str, name: str) -> bytes:
    return book(
        {"META-INF/encryption.xml": (LOCK % (algorithm, name)).encode()},
        one=bytes(range(256)) * 9 if "aes" in algorithm else parts()["one.xhtml"],
    )


AES, FONTS = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
ANY, LOST = Outcome.TEXT | Outcome.PARTIAL | Outcome.ERROR, "damaged|missing|no |not"
CASES: tuple[BadInput, ...] = (
    refused(
        "epub/overlapping, 10 GB.epub",
        lambda: overlapping([member(*item) for item in parts().items()], 40, 260),
        "bomb|unpack|overlap",
    ),
    refused(
        "epub/file behind an entity of the list.epub",
        book(opf=package("one.xhtml", before=f'<!DOCTYPE x [<!ENTITY f SYSTEM "{CANARY_FILE}">]>')),
        DTD,
    ),
    refused("epub/laughs in the container.epub", book(container=(laughs() + CONTAINER % "book.opf").encode()), DTD),
    # An HTML parser doesn't know entities that a document declares; without the entity the chapter is still readable.
    either(
        "epub/file behind an entity of a chapter.epub",
        book(two=chapter("<p>&f;</p>", before=f'<!DOCTYPE x [<!ENTITY f SYSTEM "{CANARY_FILE}">]>')),
        Outcome(7),
        DTD,
    ),
    either("epub/laughs in a chapter.epub", book(two=chapter("<p>&l9;</p>", before=laughs())), Outcome(7), DTD),
    # A chapter that is listed 100,000 times is read once.
    either(
        "epub/one chapter 100,000 times.epub",
        lambda: book(
            method=zipfile.ZIP_STORED,
            opf=package("one.xhtml", spine='<itemref idref="c0"/>' * 100_000),
            one=chapter(f"<p>{PROBE}</p>" + "<p>words</p>" * 10_000),
        ),
        Outcome(7),
        "too|more than|limit|twice|repeat",
    ),
    partly("epub/locked chapter.epub", locked(AES, "one.xhtml"), "encrypted", SECOND),
    fine("epub/fonts obfuscated.epub", locked(FONTS, "font.otf"), PROBE, SECOND),
    # The package document isn't where the container says; a reader that searches for it finds it.
    either("epub/list outside.epub", book(container=(CONTAINER % "../../../../etc/passwd").encode()), ANY, LOST),
    either("epub/list is a file of the machine.epub", book(container=(CONTAINER % CANARY_FILE).encode()), ANY, LOST),
    either("epub/container of nul bytes.epub", book(container=bytes(400)), ANY, LOST),
    either("epub/no container.epub", zip_of({"one.xhtml": chapter(PROBE)}), Outcome.PARTIAL | Outcome.ERROR, LOST),
    either("epub/cut.epub", book()[:600], Outcome.PARTIAL | Outcome.ERROR, "damaged|cut", ""),
    partly(
        "epub/chapter missing.epub",
        book(opf=package("one.xhtml", "gone.xhtml", "two.xhtml")),
        "gone|missing|chapter|part",
        PROBE,
        SECOND,
    ),
    partly("epub/chapter elsewhere.epub", book(opf=package("one.xhtml", f"{NOWHERE}/x.xhtml")), "chapter|part|127"),
    partly("epub/chapter outside.epub", book(opf=package("one.xhtml", f"../../../..{CANARY_FILE}")), "chapter|part|missing"),
    either("epub/no chapters.epub", book(opf=package()), ANY, "list|chapter"),
    fine(
        "epub/chapter not well formed.epub", book(two=f"<html><body><p>{SECOND}<b><i></p></x>&nbsp;&".encode()), PROBE, SECOND
    ),
    partly(
        "epub/chapter of random bytes.epub",
        book(two=bytes((n * 7919 + n // 7) % 251 for n in range(5_000))),
        "chapter|part|two",
    ),
    fine("epub/hidden text.epub", book(two=chapter(f'<p hidden="hidden">{SECRET}</p><p>{SECOND}</p>')), PROBE, SECOND),
)
