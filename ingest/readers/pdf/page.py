"""Returns the lines of a page in reading order, from PDFium's characters and from form fields and links over them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.combs import on_one_line, with_combs
from ingest.readers.pdf.layout.fractions import with_fractions
from ingest.readers.pdf.layout.glyphs import Glyph, mended
from ingest.readers.pdf.layout.letterspacing import closed_up
from ingest.readers.pdf.layout.line_numbers import without_line_numbers
from ingest.readers.pdf.layout.lines import Line, Row, rows_of, stored_text
from ingest.readers.pdf.layout.links import Link, under, with_addresses
from ingest.readers.pdf.layout.placing import Placed, with_fields
from ingest.readers.pdf.layout.reading_order import gutter_of, rows_in_columns, rows_in_order, rtl_share, text_by_place
from ingest.readers.pdf.layout.tables import lines_with_tables
from ingest.readers.pdf.layout.tagged import with_descriptions, with_replacements
from ingest.readers.pdf.layout.text import letters_of
from ingest.readers.pdf.pdfium.page import PdfiumPage
from ingest.readers.pdf.structure.notes import Note

_RTL = 0.2
"""Share of a page's letters that are of a right-to-left script, from which the page is read from right to left."""
_SAME_LETTERS = 0.9
"""Share of letters that two readings of a page have in common, if neither has lost text."""

_COLUMN = 0.6
"""Distance of two columns of vertical text at least, as a share of the type size."""
_MOST_MARKED = 2_000
"""Characters of the words that a note is about."""


@dataclass(frozen=True, slots=True)
class SeenLines:
    """The lines of a page, the texts of annotations that belong to no line, and the upright rectangle of the page."""

    lines: tuple[Line, ...]
    loose: tuple[str, ...]
    paper: Box


@dataclass(frozen=True, slots=True)
class Annotations:
    """What annotations put on a page: texts of fields, links and comments, with y from the bottom up."""

    placed: Sequence[Placed] = ()
    links: Sequence[Link] = ()
    notes: Sequence[Note] = ()


def seen_lines(view: PdfiumPage, on_page: Annotations) -> SeenLines:
    """Return the visible lines of a page in reading order, with the fields and the addresses of links in their places."""
    rules = [view.upright(rule) for rule in view.rules]
    glyphs = on_one_line(with_fractions(with_replacements(view.glyphs, view.tags.replaced), rules))
    glyphs = closed_up(with_combs(mended(glyphs)))
    rows, text_of = _ordered(view, glyphs)
    fields = [replace(field, box=view.upright(field.box)) for field in on_page.placed]
    upright = [link._replace(box=view.upright(link.box)) for link in on_page.links]
    notes = [note.written(_marked(rows, [view.upright(box) for box in note.boxes])) for note in on_page.notes]
    filled, loose = with_fields(with_addresses(without_line_numbers(rows), upright), fields)
    lines = with_descriptions(lines_with_tables(filled, text_of, view.tags), view.tags.described)
    return SeenLines(tuple(lines), (*loose, *notes), view.upright(view.paper))


def _marked(rows: Sequence[Row], boxes: Iterable[Box]) -> str:
    """Return the words that rectangles mark, those under several of them once, at most 2,000 characters."""
    seen, words = set[tuple[int, int]](), ""
    for box in boxes:
        places = [place for place in under(rows, box) if place not in seen]
        seen.update(places)
        words += f" {stored_text([rows[row][at] for row, at in places])}" if places else ""
        if len(words) > _MOST_MARKED:
            break
    return words.strip()[:_MOST_MARKED]


def _ordered(view: PdfiumPage, glyphs: Sequence[Glyph]) -> tuple[Sequence[Row], Callable[[Row], str]]:
    """Return the rows of a page in reading order, and the function that returns the text of a row."""
    rows = rows_of(glyphs)
    real = [glyph for glyph in glyphs if not glyph.made_up]
    if rtl_share("".join(glyph.char for glyph in real)) >= _RTL:
        ordered = rows_in_order(real)
        text_of = text_by_place(ordered, rtl=True)
        return (ordered, text_of) if _alike(map(text_of, ordered), map(stored_text, rows)) else (rows, stored_text)
    gutter = gutter_of(view.lines())
    if gutter is None:
        return rows, stored_text
    columns = rows_in_columns(real, gutter)
    return columns, text_by_place(columns, rtl=False)


def _alike(texts: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two readings of a page have at least nine tenths of their letters and digits in common, in any order."""
    a, b = (Counter(char for char in letters_of("\n".join(lines)) if char.isalnum()) for lines in (texts, others))
    return (a & b).total() >= _SAME_LETTERS * max(1, a.total(), b.total())


def columns_from_right(glyphs: Sequence[Glyph]) -> str:
    """Return vertical text by the places of its characters: a line for each column, from the right to the left."""
    signs = sorted((glyph for glyph in glyphs if not (glyph.made_up or glyph.char.isspace())), key=lambda glyph: -glyph.left)
    columns = list[list[Glyph]]()
    for sign in signs:
        if not columns or columns[-1][0].left - sign.left > _COLUMN * sign.point:
            columns.append([])
        columns[-1].append(sign)
    return "\n".join("".join(sign.char for sign in sorted(column, key=lambda one: one.base)) for column in columns)


def is_scattered(text: str) -> bool:
    """Return whether most lines of a text are a single character, as those of vertical text may be."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return 2 * sum(len(line) == 1 for line in lines) > len(lines)
