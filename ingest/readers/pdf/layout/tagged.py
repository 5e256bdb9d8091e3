"""The tags of a page, and what they change in its text: replaced letters, descriptions of figures, rows of tables."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Line

_PER_SIGN = 40
"""Characters of a replacement for each drawn one; more is text that nobody sees on the page."""
_NARROW = 0.25
"""Width of a narrow letter, as a share of the type size."""
_FILE_NAME = re.compile(r"[^\n]{1,80}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|eps|pdf|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replaced:
    """The text that an element of the structure tree gives for what is drawn, and the number of the element."""

    text: str
    element: int


@dataclass(frozen=True, slots=True)
class Described:
    """The description of a figure that comes after the marked content `after`, -1 if it is the first on its page."""

    text: str
    after: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a table, each with the numbers of its cells; `has_header` says that the first row is a header."""

    rows: tuple[tuple[int, ...], ...]
    has_header: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a page by the ids of its marked content: levels of headings, replacements, and the cell of each.

    `described` are figures in the order of the tree.
    """

    levels: Mapping[int, int] = field(default_factory=dict)
    replaced: Mapping[int, Replaced] = field(default_factory=dict)
    described: tuple[Described, ...] = ()
    cells: Mapping[int, int] = field(default_factory=dict)
    tables: tuple[Cells, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.levels or self.replaced or self.described or self.tables)


def with_replacements(glyphs: Sequence[Glyph], replaced: Mapping[int, Replaced]) -> list[Glyph]:
    """Return the characters with the text that their elements give for them, at the place of the first one.

    Where the text has the same letters as are drawn, or more than 40 characters for each, what is drawn stays.
    """
    glyphs = list(_bounded(glyphs))
    if not replaced:
        return glyphs
    drawn: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.mark in replaced:
            drawn[replaced[glyph.mark].element].append(glyph)
    texts = {found.element: found.text for found in replaced.values()}
    chosen = {element: _written(signs, texts[element]) for element, signs in drawn.items() if _differs(signs, texts[element])}
    kept: list[Glyph] = []
    for glyph in glyphs:
        element = replaced[glyph.mark].element if glyph.mark in replaced else None
        if element not in chosen:
            kept.append(glyph)
        elif written := chosen[element]:
            kept += written
            chosen[element] = []
    return kept


def _bounded(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the characters without most of a long text that marked content gives for a few drawn letters.

    PDFium puts all letters of such a text at one place.
    """
    origin, count, most = None, 0, 0.0
    for glyph in glyphs:
        if glyph.origin != origin:
            origin, count = glyph.origin, 0
        count += 1
        if count == _PER_SIGN:
            most = max(1.0, (glyph.right - glyph.left) / max(1.0, _NARROW * glyph.point)) * _PER_SIGN
        if count <= _PER_SIGN or count <= most:
            yield glyph


def _differs(signs: Sequence[Glyph], text: str) -> bool:
    shown = "".join(glyph.char for glyph in signs)
    if len(text) > _PER_SIGN * len(shown.strip()) or shown.split() == text.split():
        return False
    return _bare(shown) != _bare(text) or not any(glyph.char == "\n" for glyph in signs)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u00ad", "")


def _written(signs: Sequence[Glyph], text: str) -> list[Glyph]:
    real = [glyph for glyph in signs if not glyph.made_up] or list(signs)
    line = [glyph for glyph in real if abs(glyph.base - real[0].base) <= real[0].size]
    left, right = min(glyph.left for glyph in line), max(glyph.right for glyph in line)
    return [real[0]._replace(char=" ".join(text.split()), left=left, right=right, made_up=False)]


def with_descriptions(lines: Sequence[Line], described: Sequence[Described]) -> list[Line]:
    """Return the lines with the descriptions of figures in brackets, each as a line of its own where its figure is.

    Names of files, repetitions, and what the text of the page has are left out.
    """
    shown = " ".join(line.text for line in lines)
    found: dict[str, int] = {}
    for figure in described:
        text = " ".join(figure.text.split())
        if any(map(str.isalpha, text)) and not _FILE_NAME.fullmatch(text.rpartition("\\")[2]) and text not in shown:
            found.setdefault(text, _place(lines, figure.after))
    out = list(lines)
    for text, at in sorted(found.items(), key=lambda item: -item[1]):
        beside = lines[min(at, len(lines) - 1)] if lines else Line("")
        out.insert(at, Line(f"[{text}]", beside.left, beside.right, beside.base, aside=True))
    return out


def _place(lines: Sequence[Line], mark: int) -> int:
    """Return the place behind the last line with a marked content, 0 if there is none."""
    return next((at + 1 for at in reversed(range(len(lines))) if mark >= 0 and mark in lines[at].marks), 0)
