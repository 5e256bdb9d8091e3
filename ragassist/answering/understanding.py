"""What a question asks for, given what the last answer has offered and was about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexes.conversations.records import Exchange
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.answering.conversation import Conversation
from ragassist.answering.dispatch import Pipeline
from ragassist.answering.following.choice import PendingChoice, understood
from ragassist.answering.following.results import LastResult
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.request_work import RequestWork
from ragassist.events import Answered
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import Route, Router, otherwise
from ragassist.requests.wishes import NO_CHANGE, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRequest:
    """A question as it is answered: with the documents that it chooses, or the result that it wants again."""

    text: str
    kind: RequestKind
    context: QuestionContext
    documents: tuple[DocumentRow, ...]
    change: Change
    """What is wanted of the last result in another way."""
    route: Route
    traditional: bool
    """Whether the answer is shown in traditional Chinese characters."""


class Understanding:
    """Understands the questions of one conversation, by what was offered and answered before."""

    def __init__(self, library: SearchableLibrary, so_far: Conversation) -> None:
        self._library, self._so_far = library, so_far
        self._router = Router(library.embedder)
        self._last = LastResult(self._router, so_far)
        self._choice: PendingChoice | None = None
        """The documents that the last answer asked to choose from."""

    def resume(self, exchanges: Iterable[Exchange]) -> None:
        """Continue after earlier exchanges."""
        for exchange in exchanges:
            self._so_far.add(exchange)
            self._last.resume(exchange)

    def of(self, question: str, options: AskOptions) -> ResolvedRequest:
        """Return what a question asks for."""
        asked = understood(self._library, self._choice, question, options)
        route, context = self._router.route(asked.text), self._so_far.context(asked.text, asked.options)
        traditional = self._so_far.is_traditional(context)
        again = self._last.wished(self._library, asked, route, context.asked_in)
        return ResolvedRequest(
            text=asked.text,
            kind=again.kind if again else asked.options.kind or route.kind,
            context=again.context(asked.options, self._so_far.earlier) if again else context,
            documents=again.documents if again else asked.documents,
            change=again.change if again else NO_CHANGE,
            route=route,
            traditional=traditional,
        )

    def note(self, question: ResolvedRequest, work: RequestWork, pipeline: Pipeline, answered: Answered) -> Answered:
        """Remember what an answer offers and is about, and return it with the second likeliest kind of its request."""
        answered = replace(answered, question=question.text)
        self._choice = PendingChoice.of(work, answered.choices) if answered.choices else None
        self._last.note(work, pipeline, answered)
        return replace(answered, instead=otherwise(RequestKind(answered.kind), question.route))
