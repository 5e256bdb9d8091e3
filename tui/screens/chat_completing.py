"""The part of the chat screen that completes: `@` limits questions to documents, `/` runs an action by its name."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.messages import DocumentsListed
from tui.rendering.completion import CompletionCandidate, fitting
from tui.rendering.safe_text import counted
from tui.screens.chat_answering import AnsweringScreen
from tui.widgets.completions import Completions
from tui.widgets.key_hints import key_in_words
from tui.widgets.question_box import QuestionBox

if TYPE_CHECKING:
    from indexes.records import DocumentRow

_FIRST = ("table", "summary", "translate", "export", "library", "libraries", "models", "sessions", "index")
"""The actions that are offered first, before any letter is typed: the ones that are needed most."""

_KINDS = ("summary", "compare", "translate", "draft")
"""The kinds of requests that can be chosen before the question, as by `/summary`."""


class CompletingScreen(AnsweringScreen):
    """A screen with completions above its question box, and a line with the documents that questions are limited to."""

    _documents: "Sequence[DocumentRow] | None" = None
    """The documents that `@` completes; None before they are read, and again after the library has changed."""
    _completing: tuple[str, str] | None = None
    """The sign before the cursor and the letters after it, None without a sign."""
    _picking: tuple[str, str] | None = None
    """The text before the cursor when a key picked a candidate for it; more text may have been typed since then."""
    scope: tuple[str, ...] = ()
    """The paths of the documents and folders that questions are limited to; () is the whole library."""

    @on(QuestionBox.Completing)
    def _complete(self, message: QuestionBox.Completing) -> None:
        self._completing = message.written
        if message.written and message.written[0] == "@" and self._documents is None:
            self._list_documents()
            return
        self._offer()

    @work(thread=True, group="documents", exclusive=True, exit_on_error=False)
    def _list_documents(self) -> None:
        self.post_message(DocumentsListed(self._backend.library.documents()))

    @on(DocumentsListed)
    def _take_documents(self, message: DocumentsListed) -> None:
        self._documents = message.documents
        self._offer()

    def _offer(self) -> None:
        found: Sequence[CompletionCandidate] = ()
        if self._completing is not None:
            sign, letters = self._completing
            found = fitting(letters, list(self._places() if sign == "@" else self._actions()))
        self.query_one(Completions).show(found)
        self.query_one(QuestionBox).offering = bool(found)

    def _places(self) -> Iterator[CompletionCandidate]:
        """Yield the readable documents, then the folders that hold some of them, with the number of documents below each."""
        rows = [row for row in self._documents or () if row.state in ("indexed", "partial")]
        for row in rows:
            note = f"{row.language}  {counted('passages', row.chunks, self._say)}"
            yield CompletionCandidate(row.path, f"@{PurePath(row.path).name}", note, row.path)
        inside = Counter(PurePath(row.path).parent for row in rows)
        below: Counter[PurePath] = Counter()
        for folder, count in inside.items():
            for outer in (folder, *folder.parents):
                below[outer] += count
        for folder in sorted(inside):
            yield CompletionCandidate(
                str(folder), f"@{folder.name}/", counted("documents", below[folder], self._say), str(folder)
            )

    def _actions(self) -> Iterator[CompletionCandidate]:
        """Yield the available actions, to be found by their words or their names in the settings, and the kinds of requests."""
        offered = self._offered()
        for name in sorted(offered, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
            words, key, _ = offered[name]
            yield CompletionCandidate(name, f"/{words}", key, name)
        for kind in _KINDS:
            if kind not in offered:
                yield CompletionCandidate(f"/{kind} ", f"/{kind} …", self._say(f"kind_{kind}"), self._say(f"kind_{kind}"))

    def _offered(self) -> dict[str, tuple[str, str, Callable[[], object]]]:
        """Return words, key and call of each action that is offered now, by its name in the settings."""
        offered: dict[str, tuple[str, str, Callable[[], object]]] = {}
        for active in self.active_bindings.values():
            binding, node = active.binding, active.node
            if active.enabled and binding.id and binding.description.startswith("key_"):
                run = lambda action=binding.action, node=node: self.app.run_action(action, node)  # noqa: E731
                words = self._say(binding.description)
                offered.setdefault(binding.id, (words, key_in_words(binding, "Ctrl+", self._say), run))
        return offered

    @on(QuestionBox.CompletionKey)
    def _press(self, message: QuestionBox.CompletionKey) -> None:
        shown = self.query_one(Completions)
        if message.key in ("up", "down"):
            shown.move(1 if message.key == "down" else -1)
        elif message.key == "escape":
            self._completing = None
            self._offer()
        elif shown.pick():
            self._picking = self._completing
        elif message.key == "enter":
            self.query_one(QuestionBox).send()

    @on(Completions.Picked)
    def _pick(self, message: Completions.Picked) -> None:
        box = self.query_one(QuestionBox)
        box.take_out("".join(self._picking or self._completing or ()))
        self._picking = self._completing = None
        self._offer()
        box.focus()
        if message.candidate.title.startswith("@"):
            self.keep_to((*self.scope, message.candidate.key))
        elif message.candidate.key.startswith("/"):
            box.insert(message.candidate.key)
        elif message.candidate.key in (offered := self._offered()):
            self.call_later(offered[message.candidate.key][2])

    @on(QuestionBox.TakenBack)
    def _drop_last(self) -> None:
        self.keep_to(self.scope[:-1])

    def keep_to(self, paths: tuple[str, ...]) -> None:
        """Limit the next questions to some documents and folders; () removes the limit."""
        self.scope = tuple(dict.fromkeys(paths))
        line = self.query_one("#scope", Static)
        line.display = bool(self.scope)
        chips = [(f"@{one_line(PurePath(path).name)}", "bold $accent") for path in self.scope]
        line.update(Content("  ").join([*(Content.styled(*chip) for chip in chips), Content(self._say("scope_hint"))]))
        self._tell_scope(self.scope)

    @work(thread=True, group="scope", exit_on_error=False)
    def _tell_scope(self, paths: Sequence[str]) -> None:
        self._backend.conversation.keep_to(paths)
