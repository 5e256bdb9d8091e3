"""The chat model says a question in other languages, so that passages are searched in their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

from indexes.hits import Wording
from ragassist.errors import ModelMissing
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.one_line import decoded_line
from ragassist.generation.prompt import Piece
from ragassist.language.detection import detect
from ragassist.language.locale import language_name

_TASK = (
    "Do not answer. Translate the question into {name}; keep names and numbers as they are. Reply only with the translation."
)
_MOST_TOKENS = 40
_KEPT = 64
"""Wordings that are kept: a question is searched while it is typed, and again when it is asked."""


@dataclass
class ChatQuestionTranslator:
    """Says questions by the chat model of a conversation; where there is none it says nothing.

    The prompt begins as an answer's does, so that what the model holds of the conversation stays of use.
    """

    load_model: Callable[[], LoadedModel]
    before: Callable[[LoadedModel], Sequence[Piece]]
    """Returns the beginning of the conversation's prompts: system prompt and history."""
    stop: Event
    kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return the question in those of the languages that the model said it in. Raises `Stopped`, and the model's errors."""
        try:
            said = [Wording(self._said(question, code), code) for code in into if code != language]
        except ModelMissing:
            return ()
        return [wording for wording in said if wording.text]

    def _said(self, question: str, code: str) -> str:
        """Return the question in a language, "" where the model said something in another."""
        if (question, code) not in self.kept:
            text = self._decoded(question, code)
            self.kept[question, code] = text if detect(text) in (code, None) and text != question else ""
            for old in list(self.kept)[:-_KEPT]:
                del self.kept[old]
        return self.kept[question, code]

    def _decoded(self, question: str, code: str) -> str:
        loaded = self.load_model()
        builder, task = loaded.builder(), _TASK.format(name=language_name(code, "en"))
        prompt = builder.judging([*self.before(loaded), *builder.sources(())], question, task)
        return decoded_line(loaded, prompt, _MOST_TOKENS, self.stop)
