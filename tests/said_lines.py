"""Finds the lines that the program can say in several languages: the calls of `said` in its sources."""

import ast
import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

PACKAGES = ("ingest", "indexes", "ragassist", "tui")


@dataclass(frozen=True, slots=True)
class SaidLine:
    """The name of a phrase with its English template, and the module that says it."""

    phrase: str
    english: str
    module: str


def said_lines() -> Iterator[SaidLine]:
    """Yield each line that is said; a template is a literal, or a name or f-string of literals of its function or module."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if "ingest.said import" in source:
                yield from _of_module(ast.parse(source), ".".join(path.relative_to(ROOT).with_suffix("").parts), path)


def _of_module(tree: ast.Module, module: str, path: Path) -> Iterator[SaidLine]:
    nodes = [*ast.walk(tree)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    names = _names(nodes)
    for call in (node for node in nodes if isinstance(node, ast.Call) and _name(node.func) in names):
        phrase = call.args[0]
        assert isinstance(phrase, ast.Constant), f"{path}:{call.lineno}: the phrase has to be a literal"
        around = [each for each in functions if each.lineno <= call.lineno <= (each.end_lineno or 0)]
        yield SaidLine(str(phrase.value), _text(call.args[1], around, module, call.lineno), module)


def _names(nodes: Sequence[ast.AST]) -> set[str]:
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "ingest.said"]
    return {alias.asname or alias.name for node in imports for alias in node.names if alias.name == "said"}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr, around: list[ast.FunctionDef | ast.AsyncFunctionDef], module: str, line: int) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, around, module, line) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, around, module, line)
    found = [
        each.value
        for function in around
        for each in ast.walk(function)
        if isinstance(each, ast.Assign) and _name(each.targets[0]) == _name(node) and each.lineno < line
    ]
    nearest = max(found, key=lambda value: value.lineno, default=None)
    return _text(nearest, around, module, line) if nearest else str(getattr(importlib.import_module(module), _name(node)))
