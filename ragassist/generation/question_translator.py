"""Translates a question with the chat model, so that passages are searched in their own languages."""

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
"""Number of translations that are kept, because a question is searched while it is typed and again when it is asked."""


@dataclass
class ChatQuestionTranslator:
    """Translates questions with the chat model of a conversation; without a chat model it returns no translation.

    The prompt begins as the prompt of an answer does, so that the evaluated part of the conversation is reused.
    """

    load_model: Callable[[], LoadedModel]
    before: Callable[[LoadedModel], Sequence[Piece]]
    """Returns the beginning of the prompts in the conversation: system prompt and history."""
    stop: Event
    kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return the question in the languages into which the model has translated it. Raises `Stopped` and model errors."""
        try:
            said = [Wording(self._said(question, code), code) for code in into if code != language]
        except ModelMissing:
            return ()
        return [wording for wording in said if wording.text]

    def _said(self, question: str, code: str) -> str:
        """Return the question in a language, "" where the model's output is in another language."""
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
