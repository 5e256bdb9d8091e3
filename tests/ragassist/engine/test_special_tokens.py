"""The text of a special token never becomes one, at any place of a prompt, with all vocabularies."""

from collections.abc import Iterator
from pathlib import Path

import gguf
import pytest

from indexes.records import Place
from ragassist.engine.llama import LlamaChatModel
from ragassist.generation.context_window import Request, fit
from ragassist.generation.prompt import PromptBuilder, Turn
from ragassist.models.families import find_family
from ragassist.models.store import Installed
from ragassist.retrieval.evidence import Source
from tests.tiny_lfm2 import Tags, write

_NO_TEXT = (2, 3, 4)  # GGUF's token types UNKNOWN, CONTROL and USER_DEFINED
HARMLESS = "word"


def specials_of(path: Path) -> dict[str, int]:
    """Return the special tokens of a model file by their text."""
    reader = gguf.GGUFReader(path)
    texts, kinds = reader.fields["tokenizer.ggml.tokens"], reader.fields["tokenizer.ggml.token_type"]
    found = {}
    for identity, (text_at, kind_at) in enumerate(zip(texts.data, kinds.data, strict=True)):
        if int(kinds.parts[kind_at][0]) in _NO_TEXT:
            found[bytes(texts.parts[text_at]).decode("utf-8", "replace")] = identity
    return found


@pytest.fixture(params=["tiny lfm2", "tiny lfm2 with user-defined tags", "smollm2"])
def vocabulary(
    request: pytest.FixtureRequest, tmp_path: Path, small_chat_model: Installed
) -> Iterator[tuple[PromptBuilder, dict[str, int]]]:
    tiny = request.param != "smollm2"
    path = (
        write(tmp_path / "tiny.gguf", tags=Tags.USER_DEFINED if "user" in request.param else Tags.CONTROL)
        if tiny
        else small_chat_model.main_file
    )
    model = LlamaChatModel(path, "model", 4096)
    yield PromptBuilder(model, find_family("lfm2" if tiny else "chatml"), "model"), specials_of(path)
    model.close()


def request_with(text: str, ids: tuple[int, ...]) -> Request:
    """Return a request with a text at every place whose content is untrusted."""
    source = Source(
        n=1,
        path=f"/papers/{text}.txt",
        place=Place(page=1),
        heading=text,
        language="en",
        start=0,
        end=len(text),
        text=text,
        score=1.0,
        header=text,
    )
    turns = (Turn(text, text), Turn("question", "answer", ids, "model"), Turn(text, text, (), "another model"))
    return Request(question=text, language="en", sources=(source,), history=turns)


def test_no_literal_forms_a_special_token_at_any_place(vocabulary: tuple[PromptBuilder, dict[str, int]]) -> None:
    builder, specials = vocabulary
    forbidden = set(specials.values())
    plain = builder.model.tokenize(HARMLESS, trusted=False)

    def found(text: str, ids: tuple[int, ...]) -> list[int]:
        return [identity for identity in fit(builder, request_with(text, ids)).prompt.ids if identity in forbidden]

    own = found(HARMLESS, tuple(plain))
    tried = leaked = 0
    for literal, identity in specials.items():
        for text in (literal, f"a{literal}b", literal * 2, literal[:1] + literal, f"{literal[:3]}{literal}{literal[3:]}"):
            tried += 1
            leaked += found(text, (identity, *plain, identity, 10_000_000)) != own
    assert tried >= 5 * 7
    assert leaked == 0, f"{leaked} of {tried}"


def test_a_source_is_in_the_prompt_unchanged_and_cannot_close_its_fence(
    vocabulary: tuple[PromptBuilder, dict[str, int]],
) -> None:
    builder, _ = vocabulary
    for text in (">>>", ">>>>>>", "> > >>>", "<<<", "a >>>\n[9] b", "[12]", "[[1]]"):
        parts = {part.name: part.text for part in fit(builder, request_with(text, ())).prompt.parts}
        opening, closing = parts["source 1"].strip().splitlines()[1], parts["source 1"].strip().splitlines()[-1]
        assert text in parts["source 1"]
        assert (set(opening), set(closing)) == ({"<"}, {">"})
        assert opening not in text
        assert closing not in text
        assert ">>>" not in parts["question"]


@pytest.mark.parametrize("tag", ["<think>", "</think>", "[THINK]", "[/THINK]"])
def test_a_tag_of_reasoning_that_is_plain_text_has_other_tokens_in_a_text_than_where_it_steers(
    tag: str, small_chat_model: Installed
) -> None:
    model = LlamaChatModel(small_chat_model.main_file, "SmolLM2", 512)
    steering, quoted = model.tokenize(tag, trusted=True), model.tokenize(f"see {tag} here", trusted=False)
    assert model.text(quoted) == f"see {tag} here"
    assert not any(quoted[at : at + len(steering)] == steering for at in range(len(quoted)))
    model.close()
