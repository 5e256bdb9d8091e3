"""Cuts a document into chunks that fit the embedding model and the prompt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from semantic_text_splitter import TextSplitter
from tokenizers import Tokenizer

from ingest.documents import Chunk, Document, Mark, Section, Span
from ingest.language.detection import language_of_chunk

CHUNK_TOKENS = 160
"""Most tokens of the embedding model in a chunk. On the sample library, 80, 120, 160 and 200 gave a recall@5 of 37, 37, 38 and
37 of 40, and a recall@10 of 39, 38, 40 and 39. Smaller chunks need fewer prompt tokens."""
_SMALL = 60
"""Neighbouring sections of a page share a chunk if one has fewer tokens, as a heading with one line has."""
_RULES = 4
"""Version of the rules; raised when the same document would be cut differently."""
_LONGEST_TOKEN = 40
"""Most characters of a token; the longest are horizontal rules. Longer sections than this times the budget aren't counted."""
_WINDOW = 8_000
"""Most characters given to the splitter at once: its time grows with their square if there is no place to cut."""
_LEADS = (":", "：")
_LONGEST_LEAD = 200
"""Most characters of a line that introduces a list or a table; a longer one is a paragraph."""
_MOST_CUTS = 4
"""Most times that a window is cut again before an introducing line, in case every line ends with a colon."""
_PLACES_TO_CUT = ("\n\n", "\n", ". ", "。", " ")
"""Where a section is cut into windows, the best place first: after a paragraph, a line, a sentence, a word. A rough cut is
enough, since the splitter finds sentences within a window and only chunks at the edge of a window are affected."""


class Chunker:
    """Cuts along paragraphs and table rows, then sentences, then words, and never across a page."""

    def __init__(self, tokenizer: Tokenizer, tokens: int = CHUNK_TOKENS) -> None:
        self.tokenizer, self.tokens = tokenizer, tokens
        self._splitter = TextSplitter.from_callback(partial(_length, tokenizer), tokens)  # one of its own would take 300 MB

    @property
    def version(self) -> str:
        """The name of its rules."""
        return rules_version(self.tokens)

    def chunks(self, document: Document) -> list[Chunk]:
        """Return the chunks in order; `text[start:end]` doesn't start or end with whitespace.

        Together they cover all words except those of contents and indexes, if the document has other sections.
        """
        places = _Places(document)
        return [
            self._chunk(document, places, section, start, end)
            for section in self._merged(document)
            for start, end in self._spans(document.text, section)
        ]

    def _chunk(self, document: Document, places: "_Places", section: Section, start: int, end: int) -> Chunk:
        language = language_of_chunk(document.text[start:end], document.language)
        return Chunk(
            start=start,
            end=end,
            page=section.page,
            heading=places.heading(start),
            language=language,
            span=places.span(start, end),
            header=places.header(start),
        )

    def _spans(self, text: str, section: Section) -> Iterator[tuple[int, int]]:
        for at, window in _windows(text, section):
            yield from self._pieces(text, at, at + len(window))

    def _pieces(self, text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of the chunks of a window; an introducing line at the end of a chunk is moved to the next one."""
        cut: int | None = at
        for cuts_left in range(_MOST_CUTS, -1, -1):
            if cut is None:
                return
            at, cut = cut, None
            for offset, piece in self._splitter.chunk_indices(text[at:end]):
                stripped = piece.strip()
                start = at + offset + len(piece) - len(piece.lstrip())
                stop = start + len(stripped)
                cut = _lead(text, start, stop) if cuts_left and text[stop:end].strip() else None
                if stripped:
                    yield start, _end_before(text, start, cut) if cut else stop
                if cut:
                    break

    def _merged(self, document: Document) -> Iterator[Section]:
        held: Section | None = None
        for section in _searched(document.sections):
            if held and self._belong_together(document.text, held, section):
                held = Section(held.start, section.end, held.page, held.heading)
                continue
            if held:
                yield held
            held = section
        if held:
            yield held

    def _belong_together(self, text: str, held: Section, section: Section) -> bool:
        is_next = held.page == section.page and not text[held.end : section.start].strip()
        if not is_next or section.end - held.start > self.tokens * _LONGEST_TOKEN:
            return False
        sizes = [self._count(text[s.start : s.end]) for s in (held, section)]
        return min(sizes) < _SMALL and sum(sizes) <= self.tokens

    def _count(self, text: str) -> int:
        return _length(self.tokenizer, text)


def _length(tokenizer: Tokenizer, text: str) -> int:
    """Return the number of tokens of a text; this method computes no offsets, in half the time."""
    return len(tokenizer.encode_batch_fast([text], add_special_tokens=False)[0])


def rules_version(tokens: int = CHUNK_TOKENS) -> str:
    """Return the name of the rules for a budget; when a library is rebuilt, documents cut by other rules are cut again."""
    return f"{tokens}/{_SMALL}/{_RULES}"


def _searched(sections: Sequence[Section]) -> Sequence[Section]:
    """Return the sections except contents and indexes, or all if the document has nothing else."""
    return [section for section in sections if not section.leads] or sections


def _end_before(text: str, start: int, cut: int) -> int:
    return start + len(text[start:cut].rstrip())


def _lead(text: str, start: int, end: int) -> int | None:
    """Return where the last line of a chunk starts if it introduces what follows, as "You need:" introduces a list."""
    at = text.rfind("\n", start, end) + 1
    line = text[at:end]
    return at if at > start and len(line) <= _LONGEST_LEAD and line.endswith(_LEADS) else None


def _windows(text: str, section: Section) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of the windows of a section, each cut at the best place in its second half."""
    at = section.start
    while section.end - at > _WINDOW:
        cut = _place_to_cut(text, at + _WINDOW // 2, at + _WINDOW)
        yield at, text[at:cut]
        at = cut
    yield at, text[at : section.end]


def _place_to_cut(text: str, low: int, high: int) -> int:
    for mark in _PLACES_TO_CUT:
        if (found := text.rfind(mark, low, high)) >= 0:
            return found + len(mark)
    return high


class _Places:
    """Finds the lines, rows, cells or seconds of a part of a document's text."""

    def __init__(self, document: Document) -> None:
        self._text, self._marks = document.text, document.marks
        self._ends = [mark.end for mark in document.marks]
        self._sections, self._starts = document.sections, [section.start for section in document.sections]
        self._countable = bool(document.counted and document.counted.one_a_line)

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of `text[start:end]`, None if it has none."""
        touched = [mark for mark in self._touched(start, end) if mark.span]
        if not touched:
            return None
        first, last = self._first(touched[0], start), self._last(touched[-1], end)
        return Span(first, max(first, last))

    def heading(self, start: int) -> str:
        """Return the heading of the section that a chunk starts in; small sections are cut together."""
        return self._sections[bisect_right(self._starts, start) - 1].heading

    def header(self, start: int) -> str:
        """Return the header row of the table that a chunk starts in, "" if it starts elsewhere or with the header row."""
        mark = next(self._touched(start, start + 1), None)
        return "" if mark is None or self._says_header(mark, start) else mark.header

    def _says_header(self, mark: Mark, start: int) -> bool:
        """Whether a chunk starts with the header: with its text, or with the first of the two rows that it joins."""
        first = mark.header.partition(" | ")[0]
        return self._text.startswith(mark.header or "", start) or (start == mark.start and self._text.startswith(first, start))

    def _touched(self, start: int, end: int) -> Iterator[Mark]:
        for at in range(bisect_left(self._ends, start + 1), len(self._marks)):
            if self._marks[at].start >= end:
                return
            yield self._marks[at]

    def _first(self, mark: Mark, start: int) -> int:
        skipped = self._text.count("\n", mark.start, max(mark.start, start)) if self._countable else 0
        return mark.span.first + skipped if mark.span else 0

    def _last(self, mark: Mark, end: int) -> int:
        if mark.span is None:
            return 0
        if not self._countable or end >= mark.end:
            return mark.span.last
        return min(mark.span.last, mark.span.first + self._text.count("\n", mark.start, end))
