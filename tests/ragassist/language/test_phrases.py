"""The catalogues of the eight languages say the same things."""

import re
from collections.abc import Iterator

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from ragassist.language.phrases import phrase
from ragassist.language.registry import catalogue, languages
from tests.paths import ROOT

_SAID = re.compile(r"""(?:phrase|say)\(\s*f?["'](\w+)["']""")


class Placeholders(Visitor):
    """Collects what a message wants to be filled with."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the base class calls it so
        self.names.add(node.id.name)


def messages(language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the name of each message and its placeholders; whatever is no message makes the catalogue invalid."""
    for entry in FluentParser(with_spans=False).parse(catalogue(language)).body:
        if isinstance(entry, ast.Message):
            assert entry.value is not None, f"{language}: {entry.id.name} is empty"
            placeholders = Placeholders()
            placeholders.visit(entry)
            yield entry.id.name, frozenset(placeholders.names)
        else:
            assert not isinstance(entry, ast.Junk), f"{language}: {entry.content}"


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_phrase_once_with_the_same_placeholders(language: str) -> None:
    own = list(messages(language))
    assert len(own) == len(dict(own))
    assert dict(own) == dict(messages("en"))


@pytest.mark.parametrize("language", languages())
def test_every_phrase_can_be_said(language: str) -> None:
    for name, placeholders in messages(language):
        for amount in (0, 1, 2, 3, 11, 1000):
            assert phrase(name, language, **dict.fromkeys(placeholders, amount)).strip()


def test_what_the_program_says_is_in_the_catalogues() -> None:
    known = {name for name, _ in messages("en")}
    said = {
        name
        for layer in ("ragassist", "tui")
        for path in (ROOT / layer).rglob("*.py")
        for name in _SAID.findall(path.read_text(encoding="utf-8"))
    }
    assert said
    assert said <= known


def test_a_language_outside_the_eight_is_spoken_to_in_english() -> None:
    assert phrase("refusal", "fi") == phrase("refusal", "en")


def test_a_name_or_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_phrase"):
        phrase("no_such_phrase", "en")
    with pytest.raises(KeyError, match="dropped"):
        phrase("dropped", "en")


def test_a_refusal_is_one_sentence_that_the_instruction_quotes() -> None:
    for language in languages():
        assert phrase("refusal", language) in phrase("instruction", language)
