"""Remembers the last result of a conversation, which a wish may want again."""

from dataclasses import dataclass, field

from indexes.conversations.records import Exchange
from indexes.searchable import SearchableLibrary
from ragassist.answering.conversation import Conversation
from ragassist.answering.dispatch import Pipeline
from ragassist.answering.following.again import Again, Result
from ragassist.answering.following.choice import Understood
from ragassist.answering.options import AskOptions
from ragassist.answering.request_work import RequestWork
from ragassist.events import Answered
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import Route, Router
from ragassist.requests.wishes import change_asked

_RESUMED = 5
"""Exchanges of an earlier run among which the last result is searched."""


@dataclass(slots=True)
class LastResult:
    """The last result of a conversation; after small talk it is still the one before."""

    router: Router
    so_far: Conversation
    _result: Result | None = field(default=None, init=False)
    _resumed: tuple[Exchange, ...] = field(default=(), init=False)
    """The last exchanges of an earlier run, until there is a result of this one."""

    def resume(self, exchange: Exchange) -> None:
        """Note an exchange of an earlier run."""
        self._resumed = (*self._resumed, exchange)[-_RESUMED:]

    def note(self, work: RequestWork, pipeline: Pipeline, answered: Answered) -> None:
        """Note the answer to a request; a list from which the person has to choose is no result."""
        if work.kind is not RequestKind.SMALLTALK:
            self._result, self._resumed = None if answered.choices else Result.of(work, pipeline, answered), ()

    def wished(self, library: SearchableLibrary, asked: Understood, route: Route, asked_in: str) -> Again | None:
        """Return the request that a wish about the last result makes, None for any other request.

        Raises `DocumentUnknown` if a document of the result isn't in the library any more.
        """
        if not route.again or asked.options.kind or asked.documents:
            return None
        result = self._result or self._from_resumed()
        return result.checked(library).again(asked.text, change_asked(asked.text, asked_in)) if result else None

    def _from_resumed(self) -> Result | None:
        """Return the last result of an earlier run, whose kind its text tells."""
        for exchange in reversed(self._resumed):
            route = self.router.route(exchange.question)
            if not route.again and route.kind is not RequestKind.SMALLTALK:
                asked_in = self.so_far.context(exchange.question, AskOptions()).asked_in
                return Result.of_exchange(exchange, route.kind, asked_in)
        return None
