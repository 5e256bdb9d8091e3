"""The properties at the top of a note, in YAML (`---`) or TOML (`+++`): each is a line `name: value` of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ingest.documents import Block, Span

_FENCED = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n((?:(?!(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)).*\n){0,400})(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)"
)
_NAMED = re.compile(r"[\w \-./]{1,80}[ \t]*[:=]")
_TOML = re.compile(r"([\w-]+)[ \t]*=[ \t]*(.*)")
_DEEPEST = 6
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title, "" where there is none, a block for each other property, and the text that comes after, line by line."""

    title: str
    blocks: tuple[Block, ...]
    body: str


class _Loader(yaml.BaseLoader):
    """Takes all values as strings, and no aliases: a note of a few lines could stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases aren't followed")
        return super().compose_node(parent, index)


def front_matter(text: str) -> FrontMatter:
    """Return what the top of a note says; the body begins with as many blank lines as the properties took."""
    found = _FENCED.match(text)
    if found is None or not (found[2].strip() and _NAMED.match(found[2].lstrip("#\n "))):
        return FrontMatter("", (), text)
    properties = list(_toml(found[2]) if found[1] == "+++" else _yaml(found[2]))
    title = next((value for name, value, _ in properties if name.casefold() == "title" and value), "")
    rest = ((f"{name}: {value}" if name else value, span) for name, value, span in properties if value and value != title)
    blocks = tuple(Block(line, span=span) for line, span in rest)
    return FrontMatter(title, blocks, "\n" * found[0].count("\n") + text[found.end() :])


def _yaml(source: str) -> Iterator[tuple[str, str, Span]]:
    try:
        node = yaml.compose(source, _Loader)
    except (yaml.YAMLError, RecursionError):
        node = None
    if not isinstance(node, yaml.MappingNode):
        yield from _lines(source)
        return
    for name, value in node.value:
        first, last = name.start_mark.line + 2, max(name.start_mark.line + 1, value.end_mark.line) + 1
        yield " ".join(str(name.value).split()), _said(value, 0), Span(first, max(first, last))


def _said(node: yaml.Node, depth: int) -> str:
    """Return a value in one line: the members of a list with commas, those of a mapping with their names."""
    if depth > _DEEPEST:
        return ""
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, (_said(one, depth + 1) for one in node.value)))
    if isinstance(node, yaml.MappingNode):
        pairs = ((_said(name, depth + 1), _said(value, depth + 1)) for name, value in node.value)
        return ", ".join(f"{name}: {value}" for name, value in pairs if value)
    return " ".join(str(node.value).split())


def _toml(source: str) -> Iterator[tuple[str, str, Span]]:
    for number, line in enumerate(source.split("\n"), 2):
        if found := _TOML.fullmatch(line.strip()):
            yield found[1], found[2].strip(_QUOTES + " "), Span(number, number)
        elif line.strip():
            yield "", line.strip(), Span(number, number)


def _lines(source: str) -> Iterator[tuple[str, str, Span]]:
    """Yield the lines of properties that aren't valid YAML as they are."""
    for number, line in enumerate(source.split("\n"), 2):
        name, colon, value = line.partition(":")
        if colon and value.strip():
            yield name.strip(), value.strip().strip(_QUOTES), Span(number, number)
