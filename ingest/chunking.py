"""Cuts a document into chunks that fit the embedding model and the prompt."""

from collections.abc import Iterator

from semantic_text_splitter import TextSplitter
from tokenizers import Tokenizer

from ingest.documents import Chunk, Document, Section
from ingest.languages import language_of_chunk

CHUNK_TOKENS = 160
"""A chunk's budget in the embedding model's tokens. 80, 120, 160 and 200 were compared on the sample library: recall@5 was 37,
37, 38 and 37 of 40, recall@10 39, 38, 40 and 39; and a smaller chunk costs fewer prompt tokens."""
_SMALL = 60
"""Tokens below which neighbouring sections of a page share a chunk: a heading with one line isn't worth its own."""


class Chunker:
    """Cuts along paragraphs, then sentences, then words, and never across a page."""

    def __init__(self, tokenizer: Tokenizer, tokens: int = CHUNK_TOKENS) -> None:
        self.tokenizer, self.tokens = tokenizer, tokens
        self._splitter = TextSplitter.from_huggingface_tokenizer(tokenizer, tokens)

    def chunks(self, document: Document) -> list[Chunk]:
        """Return the chunks in order; together they cover all words, and `text[start:end]` has no blank ends."""
        return [
            self._chunk(document, section, start, end)
            for section in self._merged(document)
            for start, end in self._spans(document.text, section)
        ]

    def _chunk(self, document: Document, section: Section, start: int, end: int) -> Chunk:
        language = language_of_chunk(document.text[start:end], document.language)
        return Chunk(start, end, section.page, section.heading, language)

    def _spans(self, text: str, section: Section) -> Iterator[tuple[int, int]]:
        for offset, piece in self._splitter.chunk_indices(text[section.start : section.end]):
            stripped = piece.strip()
            start = section.start + offset + piece.index(stripped) if stripped else 0
            if stripped:
                yield start, start + len(stripped)

    def _merged(self, document: Document) -> Iterator[Section]:
        held: Section | None = None
        for section in document.sections:
            if held and self._belong_together(document.text, held, section):
                held = Section(held.start, section.end, held.page, held.heading)
                continue
            if held:
                yield held
            held = section
        if held:
            yield held

    def _belong_together(self, text: str, held: Section, section: Section) -> bool:
        if held.page != section.page:
            return False
        sizes = [self._count(text[s.start : s.end]) for s in (held, section)]
        return min(sizes) < _SMALL and sum(sizes) <= self.tokens

    def _count(self, text: str) -> int:
        return len(self.tokenizer.encode(text, add_special_tokens=False).ids)
