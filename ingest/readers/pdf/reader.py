"""PDF, page by page: by pypdf, and by PDFium where pypdf finds nothing, garbage or the wrong order."""

import time
from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.pdf.layout import gutter_of, rtl_share, text_in_columns, text_in_order
from ingest.readers.pdf.pdfium import Pdfium, PdfiumPage
from ingest.readers.pdf.pypdf_reader import PageProblem, PypdfReader, TooMuch, limits
from ingest.readers.pdf.running_lines import without_running_lines
from ingest.readers.pdf.salvage import salvaged
from ingest.readers.pdf.text import flowing, garbage_share, letters_of, words_of

_HURRY_SECONDS, _STOP_SECONDS = 14.0, 20.0
"""After the first pypdf, ten times slower than PDFium, is passed over; after the second what is left is given up."""
_SOME_GARBAGE, _MOSTLY_GARBAGE = 0.02, 0.3
_MUCH_MORE = 1.5
_RTL = 0.2
_SAME_LETTERS, _SAME_WORDS = 0.9, 0.98


_NO_TEXT, _UNTOLD = "no text: probably a scan", "its fonts don't say which letters they hold"


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on a page: text, or why there is none."""

    text: str
    problem: str = ""
    hidden: int = 0
    is_scan: bool = False
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class _Readers:
    """The two readers of one document; at least one of them could open it."""

    first: PypdfReader | None
    second: Pdfium | None
    note: str = ""

    @property
    def pages(self) -> int:
        return self.first.pages if self.first and self.first.pages else len(self.second or ())


def read(data: bytes) -> Reading:
    """Return one block a page; what a page withholds becomes a line, and pages that are pictures are named as scans."""
    if b"%PDF" not in data[:1024]:
        raise UnreadableDocument("not a PDF in spite of its name")
    with limits():
        readers = _open(data)
        pages = list(_pages(readers))
        forms = [readers.first.filled_in(number) if readers.first else [] for number in range(1, len(pages) + 1)]
    return _reading(readers, pages, forms)


def _reading(readers: _Readers, pages: list[_Page], forms: list[list[str]]) -> Reading:
    texts, left_out = without_running_lines([letters_of(page.text) for page in pages])
    words = {word for text in texts for word in words_of(text)}
    texts = [flowing(text, words) for text in texts]
    numbered = list(enumerate(pages, 1))
    late = (
        [f"pages {len(pages) + 1}–{readers.pages}: not read: the document takes too long"] if len(pages) < readers.pages else []
    )
    blank = _listed(number for number, page in numbered if page.is_blank)
    return Reading(
        tuple(
            Block("\n\n".join([text, *form]), page=number)
            for number, (text, form) in enumerate(zip(texts, forms, strict=True), 1)
        ),
        unread=(
            *([readers.note] if readers.note else []),
            *(f"page {number}: {page.problem}" for number, page in numbered if page.problem),
            *late,
        ),
        notes=(
            *([f"{left_out} running headers, footers and page numbers left out"] if left_out else []),
            *([f"empty pages: {blank}"] if blank else []),
        ),
        pages=readers.pages,
        hidden=sum(page.hidden for page in pages),
        scans=tuple(number for number, page in numbered if page.is_scan),
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _open(data: bytes) -> _Readers:
    readers, problem = _opened(data)
    if readers.pages:
        return readers
    rest = salvaged(data)
    rescued = _opened(rest)[0] if rest else readers
    if not rescued.pages:
        raise UnreadableDocument(f"damaged PDF ({problem}): fetch or make it again")
    return replace(rescued, note=f"damaged PDF ({problem}): {rescued.pages} pages could be saved of it")


def _opened(data: bytes) -> tuple[_Readers, str]:
    first, second, problem = None, None, "no pages in it"
    try:
        first = PypdfReader(data)
    except PageProblem as found:
        problem = str(found)
    try:
        second = Pdfium(data)
    except UnreadableDocument:
        second = None  # pypdf, or the lack of pages, has its say
    return _Readers(first, second), problem


def _pages(readers: _Readers) -> Iterable[_Page]:
    started = time.monotonic()
    for number in range(1, readers.pages + 1):
        spent = time.monotonic() - started
        if spent > _STOP_SECONDS:
            return
        in_hurry = spent > _HURRY_SECONDS and readers.second is not None
        yield _page(replace(readers, first=None) if in_hurry else readers, number)


def _page(readers: _Readers, number: int) -> _Page:
    text, problem = "", ""
    try:
        text = readers.first.text(number) if readers.first else ""
    except TooMuch as found:
        return _Page("", f"can't be read ({found})")
    except PageProblem as found:
        problem = f"can't be read ({found})"
    view = _view(readers, number)
    with view or nullcontext():
        seen = _seen(text, view) if view else _Page(text, "" if text.strip() else _NO_TEXT)
    if garbage_share(seen.text) > _MOSTLY_GARBAGE:
        return replace(seen, text="", problem=_UNTOLD, is_scan=True)
    if seen.text.strip():
        return seen
    if seen.is_blank and not problem:
        return replace(seen, problem="")
    return replace(seen, problem=problem or seen.problem, is_scan=not seen.is_blank, is_blank=False)


def _view(readers: _Readers, number: int) -> PdfiumPage | None:
    if readers.second is None or number > len(readers.second):
        return None
    try:
        return readers.second.page(number)
    except UnreadableDocument:
        return None  # what pypdf read stands alone


def _seen(text: str, view: PdfiumPage) -> _Page:
    """Return the text of a page without what can't be seen, in reading order."""
    other, hidden = view.text()
    if hidden or _is_worse(text, other) or (not view.is_vertical and _cuts_otherwise(text, other)):
        text = other
    problem = "" if text.strip() else _UNTOLD if view.has_letters and not hidden else _NO_TEXT
    page = _Page(text, problem, hidden, is_blank=view.blank)
    if rtl_share(page.text) >= _RTL:
        placed = text_in_order(view.glyphs(), rtl=True)
        return replace(page, text=placed) if _alike(placed, page.text) else page
    gutter = gutter_of(view.lines())
    return replace(page, text=text_in_columns(view.glyphs(), gutter)) if gutter else page


def _alike(text: str, other: str) -> bool:
    """Whether two readings of a page hold the same letters, in whatever order."""
    return _shared(*((char for char in letters_of(reading) if char.isalnum()) for reading in (text, other))) >= _SAME_LETTERS


def _cuts_otherwise(text: str, other: str) -> bool:
    """Whether the same letters make far more lines or other words; PDFium, which knows their widths, then is right mostly."""
    if not _alike(text, other):
        return False
    lines, others = (letters_of(reading).count("\n") + 1 for reading in (text, other))
    if max(lines, others) > _MUCH_MORE * min(lines, others):
        return lines > others
    return _shared(*map(_words, (text, other))) < _SAME_WORDS


def _words(text: str) -> list[str]:
    return letters_of(text).replace("-\n", "").split()


def _shared(some: Iterable[str], others: Iterable[str]) -> float:
    a, b = Counter(some), Counter(others)
    return (a & b).total() / max(1, a.total(), b.total())


def _is_worse(text: str, other: str) -> bool:
    if not other.strip():
        return False
    garbage = garbage_share(text)
    if garbage > _SOME_GARBAGE and garbage_share(other) < garbage:
        return True
    return len("".join(other.split())) > _MUCH_MORE * len("".join(text.split())) + 20
