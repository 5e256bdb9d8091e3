"""A chat model in memory with what the registry says of it."""

from dataclasses import dataclass

from ragassist.engine.chat_model import ChatModel
from ragassist.errors import ModelMissing
from ragassist.generation.prompt import FORMATS, PromptBuilder
from ragassist.models.entries import Judging, ModelEntry, Sampling


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model, what it is called, how its prompts are put together and how its tokens are chosen."""

    model: ChatModel
    title: str
    prompt_format: str
    sampling: Sampling
    judging: Judging | None = None
    """What its judgement of the sources is worth; None where that was never measured."""
    reasons: bool = True
    """Whether it may be asked to reason; its vocabulary needs the tokens for it, too."""

    @classmethod
    def of(cls, model: ChatModel, entry: ModelEntry) -> "LoadedModel":
        """Return a model with its entry's format and sampling. Raises `ModelMissing` if it isn't for chatting."""
        if entry.sampling is None:
            raise ModelMissing(f"{entry.title} is not a chat model: choose another")
        return cls(model, entry.title, entry.prompt_format, entry.sampling, entry.judging, entry.reasons)

    def builder(self) -> PromptBuilder:
        """Return what puts the model's prompts together."""
        return PromptBuilder(self.model, FORMATS[self.prompt_format], self.title)
