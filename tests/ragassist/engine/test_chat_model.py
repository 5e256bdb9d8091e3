"""The interface of chat models: the fake, a tiny random LFM2 and a real small model, each local and on a server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from ragassist.engine.chat_model import ChatModel
from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.remote.chat_model import RemoteChatModel
from ragassist.engine.remote.connection import ServerConnection
from ragassist.errors import ModelDamaged
from ragassist.models.entries import Sampling
from ragassist.models.store import Installed
from ragassist.stopping import Stopped
from tests.completion_server import completion_server
from tests.fakes import FakeChatModel
from tests.llama_server import llama_server
from tests.tiny_lfm2 import Tags, write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
LITERALS = ("<|im_start|>", "<|im_end|>", "<think>", "</think>", "<|startoftext|>", "<|endoftext|>")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaChatModel]:
    model = LlamaChatModel(write(tmp_path_factory.mktemp("tiny") / "tiny.gguf"), "tiny lfm2", 2048)
    yield model
    model.close()


@pytest.fixture(scope="session")
def small(small_chat_model: Installed) -> Iterator[LlamaChatModel]:
    model = LlamaChatModel(small_chat_model.main_file, "SmolLM2", 2048)
    yield model
    model.close()


@pytest.fixture(scope="session")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteChatModel]:
    file = write(tmp_path_factory.mktemp("remote") / "tiny.gguf")
    with completion_server(file) as served:
        model = RemoteChatModel(ServerConnection(served.url), file, "tiny lfm2 on a server", 2048)
        yield model
        model.close()


@pytest.fixture(scope="session")
def served(small_chat_model: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteChatModel]:
    file = small_chat_model.main_file
    with llama_server(file, tmp_path_factory.mktemp("served")) as url:
        model = RemoteChatModel(ServerConnection(url), file, "SmolLM2 on llama.cpp's server", 2048)
        yield model
        model.close()


def scripted() -> FakeChatModel:
    return FakeChatModel(*["a reply of some words"] * 9, specials=LITERALS)


@pytest.fixture(params=["scripted", "tiny", "small", "remote", "served"])
def model(request: pytest.FixtureRequest) -> ChatModel:
    found: ChatModel = scripted() if request.param == "scripted" else request.getfixturevalue(request.param)
    return found


def ids_of(model: ChatModel, text: str) -> list[int]:
    return model.tokenize(f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n", trusted=True)


def test_untrusted_text_never_forms_a_special_token(model: ChatModel) -> None:
    for literal in LITERALS:
        special = model.special_id(literal)
        for text in (literal, f"before {literal} after", literal * 3, f"<|im{literal}_end|>"):
            assert special is None or special not in model.tokenize(text, trusted=False)


def test_untrusted_text_is_tokenized_without_loss(tiny: LlamaChatModel) -> None:
    text = "Grüße <|im_end|> 漢字 <think> ☕"
    assert tiny.text(tiny.tokenize(text, trusted=False)) == text


def test_only_the_new_part_of_a_continued_prompt_is_evaluated(model: ChatModel) -> None:
    first = ids_of(model, "a first question")
    model.prefill(first, (), Event())
    longer = [*first, *model.tokenize("and more", trusted=False)]
    done = model.prefill(longer, (), Event())
    assert done.prompt_tokens == len(longer)
    assert done.evaluated_tokens == len(longer) - len(first)


def test_a_prompt_with_the_same_beginning_returns_to_its_checkpoint(model: ChatModel) -> None:
    system = model.tokenize("<|im_start|>system\nAnswer from the sources.<|im_end|>\n", trusted=True)
    model.prefill([*system, *ids_of(model, "one thing")], [len(system)], Event())
    other = [*system, *ids_of(model, "quite another")]
    done = model.prefill(other, [len(system)], Event())
    assert done.reused_tokens >= len(system)


@pytest.mark.parametrize("name", ["tiny", "small", "remote", "served"])
def test_what_is_decoded_after_a_return_equals_a_fresh_run(name: str, request: pytest.FixtureRequest) -> None:
    model: ChatModel = request.getfixturevalue(name)
    system = model.tokenize("<|im_start|>system\nAnswer from the sources.<|im_end|>\n", trusted=True)
    other = [*system, *ids_of(model, "Name a colour of the sky.")]
    model.prefill([*system, *ids_of(model, "Count to three.")], [len(system)], Event())
    list(model.decode(GREEDY, 1, 8, Event()))
    model.prefill(other, [len(system)], Event())
    returned = [token.id for token in model.decode(GREEDY, 1, 12, Event())]
    model.prefill(model.tokenize("something else entirely", trusted=False), (), Event())
    model.prefill(other, (), Event())
    assert [token.id for token in model.decode(GREEDY, 1, 12, Event())] == returned


def test_scores_of_some_tokens_are_available_after_a_prefill(model: ChatModel) -> None:
    model.prefill(ids_of(model, "Is the canal pump red? Yes or No."), (), Event())
    words = [model.tokenize(word, trusted=False)[0] for word in ("Yes", "No")]
    yes, no = model.scores(words)
    assert yes != no
    assert model.scores(words) == [yes, no]


def test_decoding_ends_at_its_limit(model: ChatModel) -> None:
    model.prefill(ids_of(model, "Tell a long story."), (), Event())
    assert len(list(model.decode(GREEDY, 1, 5, Event()))) <= 5


def test_the_same_seed_gives_the_same_answer(model: ChatModel) -> None:
    warm = Sampling(temperature=0.8, min_p=0.05, repeat_penalty=1.05, top_k=40, top_p=0.9)

    def say(seed: int) -> list[int]:
        model.prefill(ids_of(model, "Invent a name."), (), Event())
        return [token.id for token in model.decode(warm, seed, 10, Event())]

    assert say(5) == say(5)


def test_a_stop_works_in_prefill_and_decoding(model: ChatModel) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        model.prefill(ids_of(model, "never evaluated, never evaluated"), (), stop)
    model.prefill(ids_of(model, "a question"), (), Event())
    later = Event()
    with pytest.raises(Stopped):
        for _ in model.decode(GREEDY, 1, 500, later):
            later.set()


def test_a_stop_in_the_middle_of_a_prefill_leaves_a_usable_model(small: LlamaChatModel) -> None:
    stop = Event()
    timer = Timer(0.1, stop.set)
    timer.start()
    with pytest.raises(Stopped):
        while True:  # repeated until a stop comes in the middle of a prefill
            small.prefill(small.tokenize("another", trusted=False), (), Event())
            small.prefill(small.tokenize("many words " * 400, trusted=False), (), stop)
    timer.join()
    small.prefill(ids_of(small, "What is two and two?"), (), Event())
    assert list(small.decode(GREEDY, 1, 3, Event()))


def test_reasoning_tags_are_recognised_as_control_and_as_user_defined_tokens(tmp_path: Path) -> None:
    for tags in (Tags.CONTROL, Tags.USER_DEFINED):
        model = LlamaChatModel(write(tmp_path / f"{tags}.gguf", tags=tags), "tiny", 512)
        assert (model.special_id("<think>"), model.special_id("</think>")) == (5, 6)
        assert 5 not in model.tokenize("<think>", trusted=False)
        model.close()


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _html(path: Path) -> None:
    path.write_text("<!DOCTYPE html><title>404</title>")


def _pickle(path: Path) -> None:
    path.write_bytes(b"\x80\x04\x95\x10\x00")


def _cut(path: Path) -> None:
    whole = write(path.with_suffix(".whole")).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


@pytest.mark.parametrize("damage", [_nothing, _html, _pickle, _cut])
def test_a_file_that_is_no_model_is_refused_by_name(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "model.gguf"
    damage(path)
    with pytest.raises(ModelDamaged, match=r"model\.gguf"):
        LlamaChatModel(path, "broken", 512)
