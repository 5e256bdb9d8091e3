"""What the answer to a request for something other than a fact is made with, and what all such answers have in common."""

import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event as StopEvent

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.answering.outcome import Outcome, at_once
from ragassist.errors import ModelMissing
from ragassist.events import Event, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import Mention
from ragassist.retrieval.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWork:
    """The work on one request of a kind. `given` are the documents that it is about, () where its text tells them."""

    library: SearchableLibrary
    sentences: SentenceVectors
    load_model: Callable[[], LoadedModel]
    context: QuestionContext
    stop: StopEvent
    kind: RequestKind
    given: tuple[DocumentRow, ...] = ()
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count time."""
        object.__setattr__(self, "outcome", Outcome(self.context))

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.context.language

    @property
    def mention(self) -> Mention:
        """The request, as far as it tells which documents it means."""
        context = self.context
        cited = [source.path for source in context.earlier.cited] if context.earlier else []
        return Mention(context.question, context.language, context.options.only, cited)

    @property
    def seed(self) -> int:
        """The seed of the options, else one by chance."""
        seed = self.context.options.seed
        return seed if seed is not None else secrets.randbits(31)

    def model_for(self, evidence: Evidence) -> Generator[Event, None, LoadedModel | None]:
        """Yield what happens until the chat model is there and return it; without one show the passages and return None."""
        yield StageEntered("loading")
        try:
            return self.load_model()
        except ModelMissing as problem:
            yield from at_once(self.outcome.quoted(evidence, phrase("no_model", self.language), str(problem)))
            return None

    def which(self, documents: Sequence[DocumentRow]) -> Iterator[Event]:
        """Yield the question which of some documents is meant."""
        lines = [f"{n}. {name_of(row.path)}" for n, row in enumerate(documents, 1)]
        asked = "\n".join([phrase("summary_which", self.language), "", *lines])
        yield from at_once(self.outcome.of_kind(asked, self.kind, choices=tuple(row.path for row in documents)))
