"""The whole program with real parts: sample papers, e5, a real small chat model, the closed network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.embedding.language_map import LanguageMap
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.airgap import GUARD
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.engine.llama import LlamaChatModel
from ragassist.events import AnswerDelta, Answered, Retrieved, finished
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.store import Installed

QUESTIONS = {
    "en": "Which code opens the defibrillator cabinet?",
    "ar": "ما رمز خزانة جهاز إزالة الرجفان؟",
    "zh": "打开除颤器柜子的密码是多少？",
    "fr": "Quel code ouvre l'armoire du défibrillateur ?",
    "de": "Welcher Code öffnet den Schrank des Defibrillators?",
    "ja": "AEDの保管箱を開ける暗証番号は何ですか？",
    "ko": "제세동기 보관함을 여는 암호는 무엇인가요?",
    "es": "¿Qué código abre el armario del desfibrilador?",
}
"""One question in eight languages; the answer stands on page 4 of a Spanish handbook."""


@pytest.fixture(scope="module")
def library(
    embedder: SentenceTransformerEmbedder,
    language_map: LanguageMap,
    worker: Worker,
    sample_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("sample-library"), embedder, lambda: language_map) as opened:
        Indexer(opened, worker).update([sample_folder / "Safety", sample_folder / "Building"])
        yield opened


@pytest.fixture(scope="module")
def loaded(small_chat_model: Installed) -> Iterator[LoadedModel]:
    model = LlamaChatModel(small_chat_model.main_file, "SmolLM2", 4096)
    yield LoadedModel.of(model, small_chat_model.entry)
    model.close()


def test_a_question_in_nearly_any_language_finds_the_spanish_page(library: Library) -> None:
    found = []
    for language, question in QUESTIONS.items():
        hits = library.search(question, language, 5)
        found += [language for hit in hits if (Path(hit.chunk.path).name, hit.chunk.page) == ("Manual_de_seguridad.pdf", 4)][:1]
    assert len(found) >= 7, found  # e5-small doesn't know the Korean word for defibrillator


def test_a_real_model_answers_and_every_citation_is_in_its_document(library: Library, loaded: LoadedModel) -> None:
    refused = GUARD.refused
    events = list(Session(library, lambda _: loaded).ask(QUESTIONS["en"], AskOptions(seed=1, context_tokens=500)))
    answered = events[-1]
    assert isinstance(answered, Answered)
    assert isinstance(events[1], Retrieved)
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert shown.strip() == answered.answer
    for citation in answered.citations:
        document = library.load_document(citation.path)
        assert document
        assert document.text[citation.start : citation.end] == citation.quote
    assert answered.timings.answer_tokens > 0
    assert GUARD.refused == refused


def test_a_second_question_reuses_the_system_prompt(library: Library, loaded: LoadedModel) -> None:
    session = Session(library, lambda _: loaded)
    finished(session.ask(QUESTIONS["en"], AskOptions(seed=1, context_tokens=300, answer_tokens=20)))
    second = finished(
        Session(library, lambda _: loaded).ask(
            "Who must wear safety glasses?", AskOptions(seed=1, context_tokens=300, answer_tokens=20)
        )
    )
    assert second.timings.reused_tokens > 50
    assert second.timings.evaluated_tokens < second.timings.prompt_tokens
