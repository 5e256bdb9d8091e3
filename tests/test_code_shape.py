"""Limits on the size and form of records, functions and files."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.paths import ROOT

LAYERS = ("ingest", "indexes", "ragassist", "tui")
FEW = 5
"""Values that a reader can tell apart by their order."""
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_FILE = 250


OF_TWO_PACKAGES = {
    "Counted", "Drawn", "Evidence", "Exchange", "Message", "Row", "Steps", "Table", "Token", "Vocabulary",
}  # fmt: skip
"""Names that two rooms have for things which never meet in one module, such as a record and the widget that shows it."""


def files() -> Iterator[tuple[str, str]]:
    """Yield the path and the source of each module of the project."""
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each module by path, parsed once and only if a test needs it."""
    return {name: ast.parse(text) for name, text in files()}


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for name, tree in trees().items():
        yield from ((name, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield name, node


def positional_fields(record: ast.ClassDef) -> list[str]:
    """Return the fields of a data class that its constructor takes by position."""
    decorators = [ast.unparse(decorator) for decorator in record.decorator_list]
    if not any("dataclass" in decorator and "kw_only=True" not in decorator for decorator in decorators):
        return []
    fields: list[str] = []
    for statement in record.body:
        if not isinstance(statement, ast.AnnAssign) or "ClassVar" in (kind := ast.unparse(statement.annotation)):
            continue
        if kind == "KW_ONLY":
            break
        fields.append(ast.unparse(statement.target))
    return fields


def positional_parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    taken = [parameter.arg for parameter in (*function.args.posonlyargs, *function.args.args)]
    return taken[1:] if taken[:1] in (["self"], ["cls"]) else taken


def test_a_record_with_many_fields_takes_them_by_name() -> None:
    many = {f"{name}: {record.name}": found for name, record in classes() if len(found := positional_fields(record)) > FEW}
    assert many == {}


def test_a_function_takes_few_values_by_position() -> None:
    many = {f"{name}: {f.name}": found for name, f in functions() if len(found := positional_parameters(f)) > FEW}
    assert many == {}


def test_no_class_is_called_with_many_values_by_position() -> None:
    """Named tuples are included, which can't be keyword-only."""
    ours = {record.name for _, record in classes()}
    many = [
        f"{name}:{node.lineno} {node.func.id}"
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours and len(node.args) > FEW
    ]
    assert many == []


def test_a_function_has_a_limited_number_of_lines() -> None:
    long = {
        f"{name}: {f.name}": lines
        for name, f in functions()
        if (lines := (f.end_lineno or f.lineno) - f.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_a_file_has_a_limited_number_of_lines() -> None:
    long = {name: lines for name, text in files() if (lines := len(text.splitlines())) > MOST_LINES_OF_A_FILE}
    assert long == {}


def test_a_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = {}
    for name, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name)
    assert {name: places for name, places in homes.items() if len(places) > (2 if name in OF_TWO_PACKAGES else 1)} == {}
