"""Writes a folder of generated documents for the other benchmarks, in 18 formats and eight languages.

Usage: python -m bench.make_files TARGET [--files 8] [--kilobytes 30] [--suffixes .pdf,.docx] [--corpus FILE.jsonl...]

A paragraph is made of random sentences of the calibration texts, or of corpora with rows {lang, text}, and ends with a random
number, so that no two documents hold the same paragraph. MANIFEST.jsonl is in the form that bench/readers.py reads.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import html
import io
import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from docx import Document as WordDocument
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from odfdo import Document as OdfDocument
from odfdo import Header, Paragraph
from openpyxl import Workbook
from pptx import Presentation

from indexes.embedding.parallel_texts import calibration_texts
from ingest.readers import READERS
from ragassist.language.registry import languages

LATIN = ("en", "fr", "de", "es")
"""Languages of the PDFs: the standard fonts of PDF, which need no embedding, have no other letters."""
SEED = 17
_SENTENCES = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")
_MARKUP = re.compile(r"[\"'<>&{}\\*_|]")
_SECTION_PARAGRAPHS, _PARAGRAPH_SENTENCES = 5, 4


@dataclass(frozen=True, slots=True)
class Article:
    """The content of a document: a title, and sections of a heading and paragraphs."""

    language: str
    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def paragraphs(self) -> list[str]:
        """All paragraphs, without the headings."""
        return [paragraph for _, paragraphs in self.sections for paragraph in paragraphs]


def sentences(corpora: Sequence[Path]) -> dict[str, list[str]]:
    """Return sentences by language, from the corpora, or from the calibration texts if there are none."""
    texts: dict[str, list[str]] = defaultdict(list)
    for path in corpora:
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            texts[row["lang"]].append(row["text"])
    for language, pairs in calibration_texts().items():
        if not corpora:
            texts[language] += [pair.passage for pair in pairs]
    return {
        language: [s.strip() for text in texts[language] for s in _SENTENCES.split(text) if s.strip()]
        for language in languages()
    }


def article(rng: random.Random, language: str, pool: Sequence[str], size: int) -> Article:
    """Return a random article of about `size` bytes of text."""
    sections: list[tuple[str, tuple[str, ...]]] = []
    written = 0
    while written < size:
        paragraphs = tuple(_paragraph(rng, pool) for _ in range(_SECTION_PARAGRAPHS))
        sections.append((_heading(rng, pool), paragraphs))
        written += sum(len(paragraph.encode()) for paragraph in paragraphs)
    return Article(language, _heading(rng, pool), tuple(sections))


def _paragraph(rng: random.Random, pool: Sequence[str]) -> str:
    return f"{' '.join(rng.sample(pool, min(_PARAGRAPH_SENTENCES, len(pool))))} ({rng.randrange(10_000)})"


def _heading(rng: random.Random, pool: Sequence[str]) -> str:
    return f"{' '.join(rng.choice(pool).split()[:6])[:40]} {rng.randrange(1000)}"


def _snippets(a: Article) -> list[str]:
    """Return the first paragraph of each section, unless it has characters that some formats would escape or lose."""
    firsts = [texts[0] for _, texts in a.sections]
    return [text for text in firsts if not _MARKUP.search(text) and (a.language not in LATIN or text.isascii())]


def _txt(a: Article) -> bytes:
    return "\n\n".join([a.title, *(part for heading, texts in a.sections for part in (heading, *texts))]).encode()


def _md(a: Article) -> bytes:
    return "\n\n".join(
        [f"# {a.title}", *(part for heading, texts in a.sections for part in (f"## {heading}", *texts))]
    ).encode()


def _rst(a: Article) -> bytes:
    parts = [f"{a.title}\n{'=' * 90}"]
    for heading, texts in a.sections:
        parts += [f"{heading}\n{'-' * 90}", *texts]
    return "\n\n".join(parts).encode()


def _html(a: Article) -> bytes:
    return f"<!DOCTYPE html><html lang={a.language}><head><meta charset=utf-8></head>{_body(a)}</html>".encode()


def _body(a: Article) -> str:
    parts = [f"<h1>{html.escape(a.title)}</h1>"]
    for heading, texts in a.sections:
        parts.append(f"<h2>{html.escape(heading)}</h2>")
        parts += [f"<p>{html.escape(text)}</p>" for text in texts]
    return f"<body>{''.join(parts)}</body>"


def _pdf(a: Article) -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    for heading, texts in a.sections:
        for text in (heading, *texts):
            pdf.multi_cell(
                w=0, h=6, text=text.encode("latin-1", "ignore").decode("latin-1"), new_x=XPos.LMARGIN, new_y=YPos.NEXT
            )
    return bytes(pdf.output())


def _docx(a: Article) -> bytes:
    document = WordDocument()
    document.add_heading(a.title, 1)
    for heading, texts in a.sections:
        document.add_heading(heading, 2)
        for text in texts:
            document.add_paragraph(text)
    return _saved(document.save)


def _pptx(a: Article) -> bytes:
    deck = Presentation()
    for heading, texts in a.sections:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = heading
        slide.placeholders[1].text_frame.text = "\n".join(texts)
    return _saved(deck.save)


def _xlsx(a: Article) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for row in _rows(a):
        sheet.append(row)
    return _saved(book.save)


def _odt(a: Article) -> bytes:
    document = OdfDocument("text")
    document.body.clear()
    for heading, texts in a.sections:
        document.body.append(Header(2, heading))
        for text in texts:
            document.body.append(Paragraph(text))
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _rows(a: Article) -> Iterator[list[str]]:
    yield ["no.", "heading", "text"]
    for number, (heading, texts) in enumerate(a.sections, 1):
        yield from ([str(number), heading, text] for text in texts)


def _csv(a: Article) -> bytes:
    return "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in _rows(a)).encode()


def _json(a: Article) -> bytes:
    sections = [{"heading": heading, "paragraphs": texts} for heading, texts in a.sections]
    return json.dumps({"title": a.title, "sections": sections}, ensure_ascii=False, indent=1).encode()


def _jsonl(a: Article) -> bytes:
    return "\n".join(json.dumps({"title": a.title, "text": text}, ensure_ascii=False) for text in a.paragraphs).encode()


def _xml(a: Article) -> bytes:
    parts = [f"<p>{html.escape(text)}</p>" for text in a.paragraphs]
    return f"<article><title>{html.escape(a.title)}</title>{''.join(parts)}</article>".encode()


def _eml(a: Article) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = a.title, "writer@example.org", "reader@example.org"
    message.set_content("\n\n".join(a.paragraphs))
    return message.as_bytes()


def _ipynb(a: Article) -> bytes:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [text]} for text in a.paragraphs]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False).encode()


def _srt(a: Article) -> bytes:
    times = [f"00:{n // 60 % 60:02}:{n % 60:02}" for n in range(len(a.paragraphs) + 1)]
    return "\n".join(
        f"{n + 1}\n{times[n]},000 --> {times[n + 1]},000\n{text}\n" for n, text in enumerate(a.paragraphs)
    ).encode()


def _rtf(a: Article) -> bytes:
    text = r"\par ".join(re.sub(r"[{}\\]", "", part) for part in (a.title, *a.paragraphs))
    escaped = "".join(c if c.isascii() else f"\\u{(ord(c) + 32768) % 65536 - 32768}?" for c in text if ord(c) < 0x10000)
    return ("{\\rtf1\\ansi\\uc1 " + escaped + "}").encode()


def _epub(a: Article) -> bytes:
    buffer = io.BytesIO()
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(a.sections)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(a.sections)))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _PACKAGE.format(a.language, html.escape(a.title), items, spine))
        for n, section in enumerate(a.sections):
            page = _body(Article(a.language, a.title, (section,)))
            book.writestr(f"c{n}.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml">{page}</html>')
    return buffer.getvalue()


_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">made</dc:identifier><dc:language>{}</dc:language>'
    "<dc:title>{}</dc:title></metadata><manifest>{}</manifest><spine>{}</spine></package>"
)
WRITERS: dict[str, Callable[[Article], bytes]] = {
    ".txt": _txt, ".md": _md, ".rst": _rst, ".html": _html, ".pdf": _pdf, ".docx": _docx, ".pptx": _pptx, ".xlsx": _xlsx,
    ".odt": _odt, ".epub": _epub, ".rtf": _rtf, ".csv": _csv, ".json": _json, ".jsonl": _jsonl, ".xml": _xml, ".eml": _eml,
    ".ipynb": _ipynb, ".srt": _srt,
}  # fmt: skip


def write(target: Path, suffixes: Sequence[str], files: int, size: int, pools: dict[str, list[str]]) -> None:
    """Write `files` documents of about `size` bytes of text for each suffix, such as pdf/003-de.pdf, and MANIFEST.jsonl."""
    entries: list[dict[str, object]] = []
    for suffix in suffixes:
        (target / suffix[1:]).mkdir(parents=True, exist_ok=True)
        written = LATIN if suffix == ".pdf" else languages()
        for number in range(files):
            rng = random.Random(f"{SEED} {suffix} {number}")
            language = written[number % len(written)]
            made = article(rng, language, pools[language], size)
            name = f"{suffix[1:]}/{number:03}-{language}{suffix}"
            (target / name).write_bytes(WRITERS[suffix](made))
            snippets = [{"text": text} for text in _snippets(made)]
            entries.append({"file": name, "expect": "text", "snippets": snippets, "should": [], "order": [], "must_not": []})
    lines = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries]
    (target / "MANIFEST.jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Write the folder and print its size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--files", type=int, default=8, help="for each format")
    parser.add_argument("--kilobytes", type=int, default=30, help="of text in a file")
    parser.add_argument("--suffixes", default="", help="write only these, separated by commas")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="take sentences from these files")
    arguments = parser.parse_args()
    wanted = list(filter(None, arguments.suffixes.split(","))) or [suffix for suffix in WRITERS if suffix in READERS]
    write(arguments.target, wanted, arguments.files, 1000 * arguments.kilobytes, sentences(arguments.corpus))
    sizes = [path.stat().st_size for path in arguments.target.glob("*/*.*")]
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB in {len(wanted)} formats")


if __name__ == "__main__":
    main()
