"""The parts that all answers to requests other than look-ups need, and the steps that they share."""

import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Event as StopEvent

from indexes.records import DocumentRow
from indexes.results.store import KeptResults
from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.answering.outcome import Outcome, at_once
from ragassist.errors import ModelMissing
from ragassist.events import Event, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase, said_in
from ragassist.requests.catalogue import name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.ranking import Mention
from ragassist.requests.wishes import NO_CHANGE, Change, languages_named
from ragassist.retrieval.evidence import Evidence
from ragassist.untrusted import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWork:
    """One request of a kind. `given` are the documents that it is about; () if its text names them. A `change` of its length
    or its language has priority over its text.

    `results` opens the stored cells of tables over documents.
    """

    library: SearchableLibrary
    sentences: SentenceVectors
    load_model: Callable[[], LoadedModel]
    context: QuestionContext
    stop: StopEvent
    kind: RequestKind
    given: tuple[DocumentRow, ...] = ()
    change: Change = NO_CHANGE
    results: Callable[[], KeptResults] | None = None
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock of the outcome."""
        object.__setattr__(self, "outcome", Outcome(self.context))

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.context.language

    @property
    def mention(self) -> Mention:
        """The parts of the request by which its documents are found."""
        context = self.context
        cited = [source.path for source in context.earlier.cited] if context.earlier else []
        spoken = languages_named(context.question, context.asked_in)
        if self.kind is RequestKind.TRANSLATE:
            spoken = spoken[:-1]  # the last one is the language to translate into
        return Mention(context.question, context.asked_in, context.options.only, cited, spoken)

    @property
    def seed(self) -> int:
        """The seed of the options, else a random one."""
        seed = self.context.options.seed
        return seed if seed is not None else secrets.randbits(31)

    @contextmanager
    def kept_results(self) -> Iterator[KeptResults | None]:
        """Open the stored cells of tables over documents; None if no cells are stored."""
        if self.results is None:
            yield None
            return
        with closing(self.results()) as results:
            yield results

    def model_for(self, evidence: Evidence) -> Generator[Event, None, LoadedModel | None]:
        """Yield the events of loading and return the chat model. Without one yield the passages as the answer; return None."""
        yield StageEntered("loading")
        try:
            return self.load_model()
        except ModelMissing as problem:
            yield from at_once(
                self.outcome.quoted(evidence, phrase("no_model", self.language), said_in(problem.line, self.language))
            )
            return None

    def which(self, documents: Sequence[DocumentRow], missing: str = "") -> Iterator[Event]:
        """Yield an answer that asks which of some documents is meant; `missing` are words of the request that fit none."""
        lines = [f"{n}. {name_of(row.path)}" for n, row in enumerate(documents, 1)]
        none = phrase("document_none", self.language, words=one_line(missing)) if missing else ""
        asked = "\n".join([" ".join(filter(None, (none, phrase("summary_which", self.language)))), "", *lines])
        yield from at_once(self.outcome.of_kind(asked, self.kind, choices=tuple(row.path for row in documents)))
