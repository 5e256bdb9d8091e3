"""Chunks cover the words of a document, in order, each on one page and within its budget."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ingest.assembly import assemble
from ingest.chunking import CHUNK_TOKENS, Chunker
from ingest.documents import Block, Document, Reading
from ragassist.language.registry import languages
from tests.fakes import FakeEmbedder

SENTENCES = {
    "en": "The canal pump weighs 31.4 kg with its motor. ", "ar": "تزن مضخة القناة 31.4 كغ مع محركها. ",
    "zh": "运河水泵连同电机重31.4公斤。", "fr": "La pompe du canal pèse 31,4 kg avec son moteur. ",
    "de": "Die Kanalpumpe wiegt mit ihrem Motor 31,4 kg. ", "ja": "運河ポンプの重さはモーター込みで31.4キロです。",
    "ko": "운하 펌프의 무게는 모터를 포함하여 31.4킬로그램입니다. ", "es": "La bomba del canal pesa 31,4 kg con su motor. ",
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    sentence = SENTENCES[draw(st.sampled_from(languages()))]
    text = st.one_of(
        st.integers(1, 40).map(lambda count: sentence * count),
        st.integers(1, 900).map(lambda count: "".join(sentence.split()) * (count // 40 + 1)),
        st.text(min_size=1, max_size=300),
        st.just("x\n" * 200),
    )
    block = st.builds(Block, text, st.integers(1, 3), st.sampled_from(("", "A", "A › B")))
    blocks = draw(st.lists(block, min_size=1, max_size=6))
    ordered = sorted(blocks, key=lambda block: block.page or 0)
    return assemble(Reading((Block("start", 1), *ordered), pages=3), "pdf")


@pytest.fixture(scope="module")
def chunker(embedder: SentenceTransformerEmbedder) -> Chunker:
    return Chunker(embedder.tokenizer)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(document=documents())
def test_chunks_cover_every_word_in_order_on_one_page_within_the_budget(chunker: Chunker, document: Document) -> None:
    chunks = chunker.chunks(document)
    for before, after in itertools.pairwise(chunks):
        assert before.end <= after.start
    inside: set[int] = set()
    for chunk in chunks:
        text = document.text[chunk.start : chunk.end]
        assert text
        assert text == text.strip()
        assert len(chunker.tokenizer.encode(text, add_special_tokens=False).ids) <= CHUNK_TOKENS
        touched = [s for s in document.sections if s.start < chunk.end and chunk.start < s.end]
        assert {section.page for section in touched} == {chunk.page}
        assert touched[0].heading == chunk.heading
        inside.update(range(chunk.start, chunk.end))
    assert not [char for at, char in enumerate(document.text) if at not in inside and not char.isspace()]
    assert chunker.chunks(document) == chunks


@pytest.mark.parametrize("language", languages())
def test_a_long_text_is_cut_between_sentences(chunker: Chunker, language: str) -> None:
    document = assemble(Reading((Block(SENTENCES[language] * 40),)), "plain")
    chunks = chunker.chunks(document)
    assert len(chunks) > 2
    end = SENTENCES[language].strip()[-1]
    assert all(document.text[chunk.start : chunk.end].endswith(end) for chunk in chunks)
    assert {chunk.language for chunk in chunks} == {language}


def test_small_sections_of_a_page_share_a_chunk_and_pages_never_do() -> None:
    blocks = (Block("Rules", 1, "Rules"), Block("Wear glasses.", 1, "Rules › Eyes"), Block("Next page.", 2, "Rules › Eyes"))
    document = assemble(Reading(blocks, pages=2), "pdf")
    chunks = Chunker(FakeEmbedder().tokenizer).chunks(document)
    assert [(document.text[c.start : c.end], c.page) for c in chunks] == [
        ("Rules\n\nWear glasses.", 1),
        ("Next page.", 2),
    ]


def test_a_long_passage_in_another_language_has_its_own_language(chunker: Chunker) -> None:
    foreign = "Jedes Mitglied räumt seinen Platz bis neun Uhr abends auf und schließt die Tür hinter sich ab. " * 6
    english = "Every member clears the bench before nine in the evening and locks the door behind. " * 12
    document = assemble(Reading((Block(english, 1), Block(foreign, 2)), pages=2), "pdf")
    assert [chunk.language for chunk in chunker.chunks(document)][-1] == "de"
    assert document.language == "en"


def test_contents_and_indexes_have_no_chunks_and_stay_in_the_text(chunker: Chunker) -> None:
    contents = Block("Pumps ........ 3\nValves ........ 9", 1, "Manual", leads=True)
    blocks = (Block("Manual of the K240", 1, "Manual"), contents, Block("The pump is red.", 1, "Manual"))
    document = assemble(Reading(blocks, pages=1), "pdf")
    chunks = [document.text[chunk.start : chunk.end] for chunk in chunker.chunks(document)]
    assert chunks == ["Manual of the K240", "The pump is red."]
    assert "Valves ........ 9" in document.text


def test_a_document_that_only_consists_of_contents_has_chunks(chunker: Chunker) -> None:
    document = assemble(Reading((Block("Pumps ........ 3", 1, leads=True),), pages=1), "pdf")
    assert len(chunker.chunks(document)) == 1


@pytest.mark.parametrize("lead", ["You need these things before you start:", "始める前に次のものを用意します："])
def test_the_line_before_a_list_stays_with_it(chunker: Chunker, lead: str) -> None:
    for sentences in range(6, 15):  # with one of these numbers the line ends at the end of a chunk
        blocks = [Block(SENTENCES["en"] * sentences), Block(lead), *(Block(f"- {SENTENCES['en']}") for _ in range(12))]
        document = assemble(Reading(tuple(blocks)), "plain")
        texts = [document.text[chunk.start : chunk.end] for chunk in chunker.chunks(document)]
        assert not any(text.endswith(lead) and len(text) > len(lead) for text in texts)
        assert any(f"{lead}\n\n- The canal" in text for text in texts)


def test_very_many_introducing_lines_are_cut_in_time(chunker: Chunker) -> None:
    document = assemble(Reading((Block("it needs:\n" * 8_000),)), "plain")
    chunks = chunker.chunks(document)
    assert sum(document.text[chunk.start : chunk.end].count("needs") for chunk in chunks) == 8_000
