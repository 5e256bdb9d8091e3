"""Questions from the documents of a library are made in a time that grows with the library and no faster."""

import ast

from tests.paths import ROOT


def test_no_sort_key_looks_a_place_up_in_a_list() -> None:
    """With such a key, sorting takes a time that grows with the square of a document's passages."""
    slow = [
        f"{path.name}:{key.lineno}"
        for path in sorted((ROOT / "ragassist" / "evaluation").glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for key in call.keywords
        if key.arg == "key" and any(isinstance(node, ast.Attribute) and node.attr == "index" for node in ast.walk(key.value))
    ]
    assert slow == []
