"""Requests that no passage answers are answered from the catalogue, with counts from the database."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event as StopEvent
from typing import Any, cast

import pytest

from indexes.hits import Hit
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing
from ragassist.events import Answered
from ragassist.formats.json_contract import ask_json
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.about import about
from ragassist.requests.catalogue import Catalogue, suggestions
from ragassist.requests.handling import answer
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import shipped_weights
from ragassist.requests.topic import topic_of
from ragassist.untrusted import CITATION_MARK
from tests.ragassist.conftest import LibraryOf

PAPERS = {
    "pump.md": "# Capacity\n\nThe canal pump K240 moves 14.5 cubic metres of water an hour through its two hoses.",
    "lease.md": "# Rent\n\nThe rent of the warehouse is 790 euros a month, and mould has to be reported at once.",
    "miete.txt": "Der Vermieter zahlt die Reparatur der Heizung, und die Miete ist am ersten Werktag des Monats fällig.",
    "empty.pdf": "",
}


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of(PAPERS)


def no_model(_: StopEvent) -> LoadedModel:
    raise ModelMissing("none is installed")


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    opened = Session(library, no_model)
    yield opened
    opened.close()


def asked(session: Session, text: str, kind: str) -> Answered:
    return session.answer(text, AskOptions(kind=RequestKind(kind), language="en"))


def test_an_overview_counts_and_names_the_documents(session: Session) -> None:
    said = asked(session, "Which documents are in this library?", "overview").answer
    assert "This library holds 3 documents." in said
    assert "By type: MD 2, TXT 1" in said
    assert "English 2, German 1" in said
    assert "- lease.md (English)" in said
    assert "One file could not be read" in said


def test_a_question_that_has_only_function_words_besides_is_about_the_whole_library(session: Session) -> None:
    options = AskOptions(kind=RequestKind.OVERVIEW, language="ar")
    said = session.answer("ما هي الوثائق الموجودة في هذه المكتبة؟", options).answer
    assert said.startswith(phrase("request_library", "ar", documents=3))


def test_an_overview_of_a_topic_names_the_documents_that_contain_its_words(session: Session) -> None:
    said = asked(session, "Which documents deal with mould?", "overview").answer
    assert "- lease.md" in said
    assert "pump.md" not in said


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("How many documents are there?", "This library holds 3 documents."),
        (
            "How many files mention the pump?",
            "1 of 3 documents (named or filed as “pump”, or by their beginnings; with “pump”)",
        ),
        ("How many documents in German do I have?", "1 of 3 documents (in German)"),
        ("How many PDFs are in the library?", "0 of 3 documents (type PDF)"),
        ("How many Markdown files mention mould?", "1 of 3 documents (type MARKDOWN; with “mould”)"),
        ("How many documents are about “canal pump”?", "1 of 3 documents (with “canal pump”)"),
    ],
)
def test_a_count_gives_the_number_from_the_database_and_its_conditions(session: Session, text: str, counted: str) -> None:
    assert counted in asked(session, text, "count").answer


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", [RequestKind.SMALLTALK, RequestKind.CAPABILITY, RequestKind.OVERVIEW, RequestKind.COUNT])
def test_every_kind_is_answered_in_every_language(library: Library, kind: RequestKind, language: str) -> None:
    assert answer(library, kind, "…", language).strip()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reply", ["greeting", "thanks", "goodbye"])
def test_a_greeting_thanks_and_a_goodbye_each_get_their_own_reply(library: Library, language: str, reply: str) -> None:
    said = answer(library, RequestKind.SMALLTALK, phrase(f"{reply}_example", language), language)
    assert said.startswith(phrase(reply, language))


def test_the_reply_to_a_greeting_suggests_questions_about_headings_of_the_documents(session: Session) -> None:
    said = asked(session, "Hello!", "smalltalk").answer
    assert "What does pump.md say about “Capacity”?" in said


def test_a_reply_to_small_talk_has_its_kind_and_no_citation_and_is_not_a_refusal(session: Session) -> None:
    answered = asked(session, "Hello!", "smalltalk")
    assert (answered.kind, answered.abstained, answered.citations, answered.model) == ("smalltalk", False, (), None)
    assert list(ask_json(answered))[:2] == ["question", "kind"]


def test_small_talk_is_not_the_context_of_the_next_question(session: Session) -> None:
    first = session.answer("How much water does the canal pump move?", AskOptions(kind=RequestKind.LOOKUP, language="en"))
    asked(session, "Thank you!", "smalltalk")
    again = session.answer("And the rent?", AskOptions(kind=RequestKind.LOOKUP, language="en"))
    assert first.kind == again.kind == "lookup"
    assert any("lease.md" in citation.path for citation in (*again.citations, *again.nearest))


def test_an_empty_library_says_so(fake_library: Library) -> None:
    for kind in (RequestKind.OVERVIEW, RequestKind.COUNT, RequestKind.CAPABILITY):
        assert "empty" in answer(fake_library, kind, "What is in here?", "en")


def test_suggested_questions_begin_with_documents_in_the_users_language(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    texts = {
        "lease.md": "# Rent\n\nThe rent of the warehouse is 790 euros a month, and mould has to be reported at once.",
        "miete.md": "# Miete\n\nDer Vermieter zahlt die Reparatur der Heizung, und die Miete ist am ersten Werktag fällig.",
    }
    for at, (name, text) in enumerate(texts.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (at, at))  # the German document is the newer one
    Indexer(fake_library, worker).update([tmp_path])
    for language, first in (("en", "lease.md"), ("de", "miete.md")):
        assert first in suggestions(fake_library, Catalogue.of(fake_library), language)[0]


ABOUT_INSURANCE = {
    "en": ("How many documents do I have about insurance?", "insurance"),
    "de": ("Wie viele Dokumente habe ich über Versicherungen?", "Versicherungen"),
    "fr": ("Combien de documents ai-je sur les assurances ?", "assurances"),
    "es": ("¿Cuántos documentos tengo sobre seguros?", "seguros"),
    "ar": ("كم مستندًا لدي عن التأمين؟", "التأمين"),
    "zh": ("我有多少份关于保险的文档？", "保险"),
    "ja": ("保険に関する文書はいくつありますか。", "保険"),
    "ko": ("보험에 관한 문서가 몇 개 있습니까?", "보험"),
}
ALL = {
    "en": "Which documents are in this library and what is each about?",
    "de": "Welche Dokumente sind in dieser Bibliothek, und worum geht es in jedem?",
    "fr": "Quels documents y a-t-il dans cette bibliothèque et de quoi parle chacun ?",
    "es": "¿Qué documentos hay en esta biblioteca y de qué trata cada uno?",
    "ar": "ما المستندات الموجودة في هذه المكتبة وعمّ يتحدث كل منها؟",
    "zh": "这个资料库里有哪些文档，各自讲什么？",
    "ja": "このライブラリにはどんな文書があり、それぞれ何についてのものですか。",
    "ko": "이 라이브러리에는 어떤 문서가 있고 각각 무엇에 관한 것입니까?",
}


@pytest.mark.parametrize("language", languages())
def test_the_topic_of_a_count_is_its_subject_without_the_other_words(language: str) -> None:
    text, topic = ABOUT_INSURANCE[language]
    assert topic_of(text, shipped_weights().common_words) == topic


@pytest.mark.parametrize("language", languages())
def test_a_request_for_all_documents_has_no_topic(language: str) -> None:
    assert topic_of(ALL[language], shipped_weights().common_words) == ""


@pytest.mark.parametrize(
    "text",
    [
        "这个资料库里有哪些文件，每份讲什么？",
        "我这里一共有多少份文件？",
        "كم مستنداً لدي إجمالاً؟",
        "What is new in here since last month?",
        "Qu'y a-t-il de nouveau depuis le mois dernier ?",
        "¿Hay algo nuevo desde ayer?",
        "先月から新しく入ったものはありますか？",
        "지난달 이후에 추가된 게 있나요?",
    ],
)
def test_words_for_quantities_and_times_are_not_a_topic(text: str) -> None:
    assert topic_of(text, shipped_weights().common_words) == ""


class WithScores:
    """A library whose hits have given scores, by the names of their documents; all others have 0."""

    def __init__(self, library: Library, scores: dict[str, float]) -> None:
        self._library, self._scores = library, scores

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def search(self, query: str, language: str, top: int, **options: Any) -> list[Hit]:
        found = self._library.search(query, language, top, **options)
        return [replace(hit, score=self._scores.get(Path(hit.chunk.path).name, 0.0)) for hit in found]


@pytest.mark.parametrize(("score", "told"), [(0.3, True), (0.05, False)])
def test_a_count_by_words_also_names_documents_of_a_similar_meaning(library: Library, score: float, *, told: bool) -> None:
    scored = cast("Library", WithScores(library, {"miete.txt": score}))
    said = answer(scored, RequestKind.COUNT, "How many documents are about “hiring”?", "en")
    assert said.startswith("0 of 3 documents (with “hiring”)")
    assert ("- miete.txt" in said) is told
    assert (phrase("count_near", "en") in said) is told


def test_a_count_leaves_out_words_that_no_document_contains(session: Session) -> None:
    assert (
        "1 of 3 documents (with “mould”)" in asked(session, "How many documents are about “mould whatsoever”?", "count").answer
    )


def test_a_count_names_all_of_its_words_if_no_document_contains_any_or_none_contains_all(session: Session) -> None:
    for words in ("Zanzibar whatsoever", "mould pump"):
        assert (
            f"0 of 3 documents (with “{words}”)" in asked(session, f"How many documents are about “{words}”?", "count").answer
        )


def test_a_suggested_question_asks_about_a_section_rather_than_the_title(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    text = f"# House rules\n\n{'They hold for all of us. ' * 20}\n\n## Bins\n\n{'They go out on Mondays. ' * 20}"
    (tmp_path / "rules.md").write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "rules.md"])
    (asked_for,) = suggestions(fake_library, Catalogue.of(fake_library), "en")
    assert "“Bins”" in asked_for


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RequestKind.OVERVIEW, "What is in my library?"),
        (RequestKind.COUNT, "How many documents mention “[3]”?"),
    ],
)
def test_marks_in_names_and_headings_of_documents_are_no_citations(
    library_of: LibraryOf, kind: RequestKind, text: str, language: str
) -> None:
    library = library_of({"Report [3].md": f"# Pumps [1]\n\n{'Well [2]. ' * 99}\n\n## Bins [4]\n\n{'Out. ' * 99}"})
    told = answer(library, kind, text, language, asked_in="en")
    assert not CITATION_MARK.search(told)
    assert "Report [ 3 ].md" in told


def test_a_heading_that_announces_what_follows_neither_describes_a_document_nor_is_asked_about(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    text = f"# Photo album\n\n{'It holds the pictures of the choir. ' * 20}\n\n## Debug info:\n\n{'Page 7 of the help. ' * 20}"
    (tmp_path / "album.md").write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "album.md"])
    catalogue = Catalogue.of(fake_library)
    assert str(about(fake_library, *catalogue.documents)) == "Photo album: It holds the pictures of the choir."
    (asked_for,) = suggestions(fake_library, catalogue, "en")
    assert "“Photo album”" in asked_for


def test_a_document_whose_only_heading_announces_something_is_described_by_its_first_line(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "album.md").write_text(f"Photo album\n\n### Debug info:\n\n{'Page 7 of the help. ' * 20}", encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "album.md"])
    assert about(fake_library, *Catalogue.of(fake_library).documents).title == "Photo album"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Which papers do I have?", "en"),
        ("Zeig mir bitte sämtliche Dateien.", "de"),
        ("Donne-moi un aperçu de l'ensemble.", "fr"),
        ("Enséñame todo lo que tienes.", "es"),
        ("قائمة المستندات لو سمحت", "ar"),
        ("把你有的资料全部列一遍", "zh"),
        ("持っている資料を全部見せて", "ja"),
        ("나한테 어떤 서류가 있지?", "ko"),
    ],
)
def test_the_usual_words_of_a_request_are_no_topic(library: Library, text: str, language: str) -> None:
    told = answer(library, RequestKind.OVERVIEW, text, language)
    assert told.startswith(phrase("request_library", language, documents=3))
