"""A chat model in memory with its facts from the registry."""

from dataclasses import dataclass, field

from ingest.said import said
from ragassist.engine.chat_model import ChatModel
from ragassist.errors import ModelMissing
from ragassist.generation.prompt import PromptBuilder
from ragassist.generation.prompt_reading import ReadingPace
from ragassist.language.phrases import phrase
from ragassist.models.entries import Judging, ModelEntry, Sampling, ThinkTags
from ragassist.models.families import Family, find_family


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedModel:
    """A model, its title, the prompt format of its family, and its sampling."""

    model: ChatModel
    title: str
    family: Family
    sampling: Sampling
    judging: Judging | None = None
    """Coefficients for its judgement of the sources; None if they were never measured, or if it doesn't help."""
    reasons: bool = False
    """Whether it reasons before it answers if its turn begins with the opening tag."""
    may_refuse: bool = True
    """Whether its instruction allows a refusal; else an answer stands only if a source confirms it."""
    pace: ReadingPace = field(default_factory=ReadingPace)
    """How fast it evaluates prompts on this machine."""

    @classmethod
    def of(cls, model: ChatModel, entry: ModelEntry, measured: Judging | None = None) -> "LoadedModel":
        """Return a model with the prompt format and sampling of its entry. Raises `ModelMissing` if it isn't a chat model.

        `measured` are the coefficients that were measured on this machine, which count if the entry has none.
        """
        if entry.sampling is None:
            raise ModelMissing(said("no_chat_model_of_it", "{model} is not a chat model: choose another", model=entry.title))
        family = find_family(entry.prompt_format)
        reasons = _has_tags(model, family.think) if entry.reasons is None else entry.reasons
        return cls(
            model=model,
            title=entry.title,
            family=family,
            sampling=entry.sampling,
            judging=entry.judging or measured,
            reasons=reasons,
            may_refuse=entry.may_refuse,
        )

    def instruction(self, language: str) -> str:
        """Return the trusted text that tells the model to answer in a language."""
        return phrase("instruction" if self.may_refuse else "instruction_to_answer", language)

    def builder(self) -> PromptBuilder:
        """Return a builder of prompts for the model."""
        return PromptBuilder(self.model, self.family, self.title)


def _has_tags(model: ChatModel, tags: ThinkTags) -> bool:
    """Return whether the tags of reasoning are tokens of the vocabulary, which is so only for models that reason."""
    return None not in (model.special_id(tags.open), model.special_id(tags.close))
