"""Reads the properties at the top of a note, in YAML (`---`) or TOML (`+++`), as lines `name: value`."""

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
    """The title, "" if there is none, a block for each other property, and the text after them as `body`.

    The body begins with as many blank lines as the properties take, so that its line numbers are those of the file.
    """

    title: str
    blocks: tuple[Block, ...]
    body: str


class _Loader(yaml.BaseLoader):
    """Loads all values as strings, and refuses aliases, by which a few lines can expand to gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases aren't followed")
        return super().compose_node(parent, index)


def front_matter(text: str) -> FrontMatter:
    """Return the properties and the body of a note; a text without properties is all body."""
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
    """Return a value in one line, with commas between the members of a list, and names before those of a mapping."""
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
    """Yield name, value and span of each line `name: value`, for properties that aren't valid YAML."""
    for number, line in enumerate(source.split("\n"), 2):
        name, colon, value = line.partition(":")
        if colon and value.strip():
            yield name.strip(), value.strip().strip(_QUOTES), Span(number, number)
