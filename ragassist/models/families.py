"""Families of chat models: how turns are written, what ends a reply, and how the family of a file is recognised."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from ragassist.errors import SettingsInvalid
from ragassist.models.entries import Sampling, ThinkTags


@dataclass(frozen=True, slots=True)
class TurnMarks:
    """The text before and after a turn."""

    open: str
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolForm:
    """How tools, calls of tools and their results are written in the prompts of a family.

    By its `style` a call is Python code between `call_begin` and `call_end`, or the rest of a JSON object.
    """

    style: Literal["pythonic", "json"]
    list_open: str
    list_close: str
    call_begin: str
    call_end: str
    response_open: str
    response_close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family. `system` is None if it has no system turn and the system prompt begins the first turn of the user.

    A file belongs to it if its vocabulary holds all special tokens `tokens` and its architecture, by llama.cpp's name, is
    among `architectures`; () stands for any.
    """

    name: str
    title: str
    tokens: tuple[str, ...]
    user: TurnMarks
    assistant: TurnMarks
    sampling: Sampling
    system: TurnMarks | None
    architectures: tuple[str, ...]
    ends: tuple[str, ...]
    tools: tuple[str, ...]
    think: ThinkTags
    tool_form: ToolForm | None = None
    """None if it isn't known how the family calls tools."""

    @property
    def last_tokens(self) -> tuple[str, ...]:
        """The special tokens that end a reply: those of the end of a turn, of a new turn and of a call of a tool."""
        return (*self.tokens, *self.ends, *self.tools)

    def matches(self, architecture: str, special_tokens: Collection[str]) -> bool:
        """Return whether a file with this architecture and these special tokens belongs to the family."""
        return architecture in (self.architectures or (architecture,)) and set(self.tokens) <= set(special_tokens)


@cache
def families() -> dict[str, Family]:
    """Return the families by name, in the order in which a file is matched."""
    text = resources.files(__package__).joinpath("families.toml").read_text(encoding="utf-8")
    return {
        row["name"]: Family(
            name=row["name"],
            title=row["title"],
            tokens=tuple(row["tokens"]),
            user=TurnMarks(*row["user"]),
            assistant=TurnMarks(*row["assistant"]),
            sampling=Sampling(**row["sampling"]),
            system=TurnMarks(*row["system"]) if "system" in row else None,
            architectures=tuple(row.get("architectures", ())),
            ends=tuple(row.get("ends", ())),
            tools=tuple(row.get("tools", ())),
            think=ThinkTags(*row["think"]) if "think" in row else ThinkTags(),
            tool_form=ToolForm(**row["tool_form"]) if "tool_form" in row else None,
        )
        for row in tomllib.loads(text)["family"]
    }


def find_family(name: str) -> Family:
    """Return the family with a name. Raises `SettingsInvalid`, which lists all names."""
    if name not in families():
        raise SettingsInvalid(f"no prompt format is called {name!r}: choose one of {', '.join(families())}")
    return families()[name]


def family_of(architecture: str, special_tokens: Collection[str]) -> Family | None:
    """Return the family of a file by its architecture and the special tokens of its vocabulary, None for an unknown one."""
    return next((family for family in families().values() if family.matches(architecture, special_tokens)), None)


def known_tokens() -> frozenset[str]:
    """Return the special tokens by which files are recognised, and the tags of reasoning."""
    return frozenset(
        token for family in families().values() for token in (*family.last_tokens, family.think.open, family.think.close)
    )


def think_tags() -> frozenset[str]:
    """Return the tags of reasoning of all families."""
    return frozenset(tag for family in families().values() for tag in (family.think.open, family.think.close))
