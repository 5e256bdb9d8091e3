"""Reads Fluent catalogues: the names of the phrases and their placeholders."""

from collections.abc import Iterator
from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from ragassist.language.registry import catalogue


class Placeholders(Visitor):
    """Collects the placeholders of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the base class gives this name
        self.names.add(node.id.name)


@cache
def messages(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the name of each message and its placeholders; raises an error if the catalogue has other entries."""
    return tuple(_messages(language))


def _messages(language: str) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in FluentParser(with_spans=False).parse(catalogue(language)).body:
        if isinstance(entry, ast.Message):
            assert entry.value is not None, f"{language}: {entry.id.name} is empty"
            placeholders = Placeholders()
            placeholders.visit(entry)
            yield entry.id.name, frozenset(placeholders.names)
        else:
            assert not isinstance(entry, ast.Junk), f"{language}: {entry.content}"
