"""Asks a chat model to judge the sources of the sample's questions, as it is asked before an answer."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event as StopEvent

from indexes.embedding.parallel_texts import calibration_texts
from indexes.hits import Filter
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.evidence_search import EvidenceSearch
from ragassist.answering.judgement import Judge
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.prompting import prompted_reply
from ragassist.engine.steps import returned
from ragassist.generation.answerability import judged
from ragassist.generation.history import History
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.abstention import READABLE, Answerability, search_odds
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.judging.fitting import Observation
from ragassist.judging.questions import SAMPLE, SampleQuestion, sample_questions
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking
from ragassist.stopping import Stopped
from ragassist.wiring.embedding import EmbeddingModel


@contextmanager
def sample_library(embedding: EmbeddingModel) -> Iterator[Library]:
    """Give a temporary library of the sample's documents and of short texts on other subjects in their languages.

    The sample has one or two documents in a language, and search needs more passages in it to compare. Raises `ModelMissing`
    or `ModelDamaged` without an embedding model.
    """
    embedder = embedding.embedder
    with tempfile.TemporaryDirectory(prefix="ragassist-judging-") as name:
        folder = Path(name)
        others = folder / "others"
        others.mkdir()
        for language in {question.language for question in sample_questions()}:
            for at, pair in enumerate(calibration_texts()[language]):
                (others / f"{at}.{language}.txt").write_text(pair.passage, encoding="utf-8")
        with Library(folder / "library", embedder, embedding.language_map) as library, Worker() as worker:
            Indexer(library, worker).update([SAMPLE, others])
            yield library


def observations(
    library: Library, loaded: LoadedModel, questions: Sequence[SampleQuestion], stop: StopEvent
) -> Iterator[Observation | None]:
    """Yield what search and model make of each question; None where the model wouldn't be asked before an answer.

    None stands also for a question whose answer isn't among the passages that are found. Raises `Stopped`.
    """
    sentences = SentenceVectors(library.passage_vectors)
    for question in questions:
        if stop.is_set():
            raise Stopped
        yield _observed(library, loaded, question, sentences, stop)


def _observed(
    library: Library, loaded: LoadedModel, asked: SampleQuestion, sentences: SentenceVectors, stop: StopEvent
) -> Observation | None:
    only = Filter(languages=(asked.language,))
    options = AskOptions(language=asked.language, only=only, think=Thinking.OFF)
    context = QuestionContext(
        question=asked.question, language=asked.language, asked_in=asked.language, options=options, history=History()
    )
    evidence = EvidenceSearch(library, sentences, context).evidence()
    judge = Judge(asked.question, asked.language, by_vectors=bool(library.vector_model))
    if (
        judge.by_search(evidence) is Answerability.NONE
        or judge.thresholds(loaded, evidence) is None
        or not _shows(evidence, asked.gold)
    ):
        return None
    prompted = prompted_reply(context, loaded, evidence, stop)
    preference = returned(judged(loaded.builder(), prompted.reader, prompted.fitted.before, asked.question))
    return Observation(asked.answerable, search_odds(READABLE, evidence), preference)


def _shows(evidence: Evidence, text: str) -> bool:
    return any(text in source.excerpt for source in evidence.sources)
