"""Lets the chat model say a follow-up question in full, with what it refers to, so that it can be searched for by itself."""

from threading import Event as StopEvent

from ragassist.engine.chat_model import ChatModel
from ragassist.generation.history import History
from ragassist.generation.prompt import Prompt, PromptBuilder
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply, ReplyOptions
from ragassist.language.phrases import phrase
from ragassist.models.entries import Sampling

_TOKENS = 80
_LONGEST = 400
"""Characters beyond which what the model wrote is no question."""
_SEED = 0


class Rewriter:
    """Asks a model for the full question; it costs the wait for some tens of tokens before the search begins."""

    def __init__(self, model: ChatModel, builder: PromptBuilder, sampling: Sampling, stop: StopEvent) -> None:
        self.model, self.builder = model, builder
        limits = ReplyOptions(think=False, think_budget=0, answer_tokens=_TOKENS, seed=_SEED)
        self._reply = Reply(model, sampling, limits, stop)

    def rewritten(self, question: str, language: str, history: History) -> str:
        """Return the question in full, or "" where the model doesn't give one, or its prompt has no room. Raises `Stopped`."""
        prompt = self._prompt(question, language, history)
        if len(prompt.ids) + self._reply.reserve(language) > self.model.context:
            return ""
        try:
            parts = list(self._reply.stream(prompt, language))
        except Refused:
            return ""
        said = "".join(text for part, text in parts if part is StreamPart.ANSWER).strip()
        line = said.splitlines()[0].strip() if said else ""
        steered = line.startswith(phrase("opening", language).rstrip())
        return line if len(line) <= _LONGEST and self._reply.slip is None and not steered else ""

    def _prompt(self, question: str, language: str, history: History) -> Prompt:
        builder = self.builder
        past = builder.beginning(history.shown(builder.length), ())
        return past.followed_by([*builder.question(question, language, "rewrite"), *builder.opening(self._reply.opening)])
