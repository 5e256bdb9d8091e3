"""A chat model in memory with what the registry says of it."""

from collections.abc import Callable
from dataclasses import dataclass

from ragassist.engine.chat_model import ChatModel
from ragassist.errors import ModelMissing
from ragassist.generation.prompt import FORMATS, PromptBuilder
from ragassist.models.entries import Judging, ModelEntry, Sampling


def _ignore(tokens: int, seconds: float) -> None:
    """Learn nothing."""


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model, what it is called, how its prompts are put together and how its tokens are chosen."""

    model: ChatModel
    title: str
    prompt_format: str
    sampling: Sampling
    learn: Callable[[int, float], None] = _ignore
    """Hears how many tokens of a prompt were evaluated in how many seconds."""
    judging: Judging | None = None
    """What its judgement of the sources is worth; None where that was never measured."""
    reasons: bool = True
    """Whether it may be asked to reason; its vocabulary needs the tokens for it, too."""

    @classmethod
    def of(cls, model: ChatModel, entry: ModelEntry, learn: Callable[[int, float], None] = _ignore) -> "LoadedModel":
        """Return a model with its entry's format and sampling. Raises `ModelMissing` if it isn't for chatting."""
        if entry.sampling is None:
            raise ModelMissing(f"{entry.title} is not a chat model: choose another")
        return cls(model, entry.title, entry.prompt_format, entry.sampling, learn, entry.judging, entry.reasons)

    def builder(self) -> PromptBuilder:
        """Return what puts the model's prompts together."""
        return PromptBuilder(self.model, FORMATS[self.prompt_format], self.title)
