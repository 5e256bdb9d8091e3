"""A chat model in memory with what the registry says of it."""

from dataclasses import dataclass, field

from ragassist.engine.chat_model import ChatModel
from ragassist.errors import ModelMissing
from ragassist.generation.prompt import PromptBuilder
from ragassist.generation.prompt_reading import ReadingPace
from ragassist.models.entries import Judging, ModelEntry, Sampling, ThinkTags
from ragassist.models.families import Family, find_family


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedModel:
    """A model, what it is called, how its prompts are put together and how its tokens are chosen."""

    model: ChatModel
    title: str
    family: Family
    sampling: Sampling
    judging: Judging | None = None
    """What its judgement of the sources is worth; None where that was never measured."""
    reasons: bool = False
    """Whether it reasons before it answers where its turn begins with the tag."""
    pace: ReadingPace = field(default_factory=ReadingPace)
    """How fast it evaluates prompts here."""

    @classmethod
    def of(cls, model: ChatModel, entry: ModelEntry) -> "LoadedModel":
        """Return a model with its entry's format and sampling. Raises `ModelMissing` if it isn't for chatting."""
        if entry.sampling is None:
            raise ModelMissing(f"{entry.title} is not a chat model: choose another")
        family = find_family(entry.prompt_format)
        reasons = _has_tags(model, family.think) if entry.reasons is None else entry.reasons
        return cls(
            model=model, title=entry.title, family=family, sampling=entry.sampling, judging=entry.judging, reasons=reasons
        )

    def builder(self) -> PromptBuilder:
        """Return what puts the model's prompts together."""
        return PromptBuilder(self.model, self.family, self.title)


def _has_tags(model: ChatModel, tags: ThinkTags) -> bool:
    """Return whether the tags of reasoning are tokens of a model's vocabulary, which only models that reason are given."""
    return None not in (model.special_id(tags.open), model.special_id(tags.close))
