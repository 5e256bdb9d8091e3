"""Chunks have their lines, rows or seconds, and parts of tables their header, in any language."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Chunk, Document
from ingest.readers import reader_for
from ragassist.language.registry import languages
from tests.fakes import FakeEmbedder

WORDS = {
    "en": "pump", "ar": "مضخة", "zh": "水泵", "fr": "pompe", "de": "Pumpe", "ja": "ポンプ", "ko": "펌프", "es": "bomba",
}  # fmt: skip


def read(suffix: str, text: str) -> Document:
    return assemble(reader_for(suffix)(text.encode()), "x")


def chunked(document: Document, tokens: int) -> list[tuple[Chunk, str]]:
    chunker = Chunker(FakeEmbedder().tokenizer, tokens)
    return [(chunk, document.text[chunk.start : chunk.end]) for chunk in chunker.chunks(document)]


@settings(max_examples=60, deadline=None)
@given(
    language=st.sampled_from(languages()),
    paragraphs=st.lists(st.integers(1, 12), min_size=1, max_size=12),
    gaps=st.integers(1, 4),
    tokens=st.integers(4, 60),
)
def test_the_lines_of_a_chunk_are_those_that_contain_its_text(
    language: str, paragraphs: list[int], gaps: int, tokens: int
) -> None:
    lines: list[str] = []
    for paragraph, count in enumerate(paragraphs):
        lines += [f"{WORDS[language]} {paragraph} {line}" for line in range(count)] + [""] * gaps
    for chunk, text in chunked(read(".txt", "\n".join(lines)), tokens):
        assert chunk.span
        held = lines[chunk.span.first - 1 : chunk.span.last]
        first, last = text.split("\n")[0], text.split("\n")[-1]
        assert first in held[0]
        assert last in held[-1]
        assert "".join(text.split()) in "".join("".join(held).split())


@pytest.mark.parametrize("language", languages())
def test_each_part_of_a_long_table_has_its_header_and_its_rows(language: str) -> None:
    header = f"{WORDS[language]},kg,EUR"
    rows = [f"{WORDS[language]} {number},{number},{number * 3}" for number in range(1, 120)]
    document = read(".csv", "\n".join([header, *rows]))
    chunks = chunked(document, 60)
    assert len(chunks) > 5
    shown = header.replace(",", " | ")
    assert (chunks[0][0].header, chunks[0][1].startswith(shown)) == ("", True)
    assert {chunk.header for chunk, _ in chunks[1:]} == {shown}
    covered: list[int] = []
    for chunk, text in chunks:
        assert chunk.span
        covered += range(chunk.span.first, chunk.span.last + 1)
        assert len(text.split("\n")) == chunk.span.last - chunk.span.first + 1
    assert covered == list(range(1, len(rows) + 2))


def test_chunks_of_subtitles_have_their_seconds_and_those_of_notebooks_their_cells() -> None:
    cues = "\n\n".join(
        f"{n}\n00:{n:02}:10,000 --> 00:{n:02}:12,500\nThe pump number {n} is greased by the boatman." for n in range(1, 40)
    )
    for chunk, text in chunked(read(".srt", cues), 40):
        assert chunk.span
        minutes = [int(word) for word in text.replace(".", " ").split() if word.isdigit()]
        assert (chunk.span.first // 60, chunk.span.last // 60) == (minutes[0], minutes[-1])
    cells = [{"cell_type": "markdown", "metadata": {}, "source": f"Cell {n} speaks about the canal. " * 6} for n in range(1, 9)]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    for chunk, text in chunked(read(".ipynb", notebook), 30):
        assert chunk.span
        assert text.startswith("Cell ") or chunk.span.first == chunk.span.last
        assert f"Cell {chunk.span.first} " in text or f"Cell {chunk.span.last} " in text


def test_the_section_of_a_heading_does_not_get_the_place_of_its_neighbour() -> None:
    document = read(".md", "# One\n\nfirst line\n\n# Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nlast line\n")
    places = [(text, chunk.heading, chunk.span and (chunk.span.first, chunk.span.last)) for chunk, text in chunked(document, 5)]
    assert places[0] == ("One\n\nfirst line", "One", (1, 3))
    assert {heading for _, heading, _ in places[1:]} == {"Two"}
    assert places[-1] == ("3 | 4\n\nlast line", "Two", (10, 12))
