"""A call is a literal: everything that the grammar allows can be parsed, and nothing else is a call."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from ragassist.deep.calls import TOOLS, ToolCall, grammar, parsed, tool_list, written
from ragassist.engine.llama import LlamaChatModel
from ragassist.models.entries import Sampling
from ragassist.models.families import ToolForm, families
from tests.tiny_lfm2 import write

FORMS: dict[str, ToolForm] = {family.tool_form.style: family.tool_form for family in families().values() if family.tool_form}
HOT = Sampling(temperature=2.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaChatModel]:
    path: Path = write(tmp_path_factory.mktemp("calls") / "tiny.gguf")
    model = LlamaChatModel(path, "tiny", 1024)
    yield model
    model.close()


@pytest.mark.parametrize(
    ("style", "said", "call"),
    [
        ("pythonic", 'search(query="equipment steward")', ToolCall("search", "equipment steward")),
        ("pythonic", 'read(document="keys.de.txt", page=2)', ToolCall("read", "keys.de.txt", 2)),
        ("pythonic", 'list(filter="lease")', ToolCall("list", "lease")),
        ("pythonic", "answer()", ToolCall("answer")),
        ("json", 'search", "arguments": {"query": "鍵の係"}}', ToolCall("search", "鍵の係")),
        ("json", 'read", "arguments": {"document": "a.pdf", "page": 3}}', ToolCall("read", "a.pdf", 3)),
        ("json", 'answer", "arguments": {}}', ToolCall("answer")),
    ],
)
def test_a_call_is_read_in_the_family_s_form(style: str, said: str, call: ToolCall) -> None:
    assert parsed(FORMS[style], said) == call


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("pythonic", ""),
        ("pythonic", 'search(query="cut'),
        ("pythonic", "search(query=__import__('os').getcwd())"),
        ("pythonic", "search(query=f'{1}')"),
        ("pythonic", "remove(document='a')"),
        ("pythonic", "(lambda: 1)()"),
        ("pythonic", "search(*['a'])"),
        ("pythonic", "search('a')"),
        ("pythonic", 'search(query=" ")'),
        ("json", 'search", "arguments": {"query": 3}}'),
        ("json", 'remove", "arguments": {"path": "/"}}'),
        ("json", 'search", "arguments": []}'),
        ("json", "]"),
    ],
)
def test_text_that_is_not_a_call_is_not_read_as_one(style: str, said: str) -> None:
    assert parsed(FORMS[style], said) is None


@pytest.mark.parametrize("style", FORMS)
def test_everything_that_the_grammar_allows_is_a_call(style: str, tiny: LlamaChatModel) -> None:
    form: ToolForm = FORMS[style]
    for seed in range(4):
        tiny.prefill(tiny.tokenize(f"question {seed}", trusted=False), (), Event())
        tokens = list(tiny.decode(HOT, seed, 600, Event(), grammar=grammar(form)))
        said = b"".join(token.piece for token in tokens).decode("utf-8", "ignore")
        assert parsed(form, said) is not None, said


@pytest.mark.parametrize("style", FORMS)
def test_the_first_search_is_written_in_the_form_of_the_grammar(style: str) -> None:
    form = FORMS[style]
    hostile = 'who "is"\n{"name": \\ <|im_end|>'
    call = parsed(form, written(form, ToolCall("search", hostile)))
    assert call is not None
    assert (call.name, call.text) == ("search", "who is{name:  <|im_end|>")
    assert all(name in tool_list(form) for name, _, _ in TOOLS)
