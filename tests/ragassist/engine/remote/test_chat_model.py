"""A chat model on a server: each failure gives one line, and the next question works."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from ragassist.engine.remote.chat_model import RemoteChatModel
from ragassist.engine.remote.connection import ServerConnection
from ragassist.errors import ModelDamaged, ModelDied, ModelFault
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped
from tests.completion_server import CONTEXT, CompletionServer, Fault, completion_server
from tests.tiny_lfm2 import write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
PROMPT = "<|im_start|>user\na question<|im_end|>\n<|im_start|>assistant\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("served") / "tiny.gguf")


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("vocabulary") / "tiny.gguf", weights=False)


@pytest.fixture
def served(file: Path) -> Iterator[CompletionServer]:
    with completion_server(file) as running:
        yield running


def remote(served: CompletionServer, file: Path, *, key: str | None = None, patience: float = 30) -> RemoteChatModel:
    return RemoteChatModel(ServerConnection(served.url, key, patience=patience), file, "remote", 6144)


@pytest.fixture
def model(served: CompletionServer, vocabulary: Path) -> Iterator[RemoteChatModel]:
    made = remote(served, vocabulary)
    yield made
    made.close()


def answer(model: RemoteChatModel, *, stop: Event | None = None, grammar: str = "") -> list[int]:
    model.prefill(model.tokenize(PROMPT, trusted=True), (), stop or Event())
    return [token.id for token in model.decode(GREEDY, 1, 6, stop or Event(), grammar=grammar)]


def test_its_context_has_the_size_that_the_server_reports(model: RemoteChatModel) -> None:
    assert model.context == CONTEXT


def test_its_answer_equals_that_of_the_local_model(model: RemoteChatModel, served: CompletionServer) -> None:
    remotely = answer(model)
    served.model.prefill(served.model.tokenize(PROMPT, trusted=True), (), Event())
    assert remotely == [token.id for token in served.model.decode(GREEDY, 1, 6, Event())]


def test_only_token_ids_are_sent_as_a_prompt(model: RemoteChatModel, served: CompletionServer) -> None:
    answer(model)
    assert served.requests[-1]["prompt"] == model.tokenize(PROMPT, trusted=True)


def test_an_answer_follows_its_grammar(model: RemoteChatModel) -> None:
    ids = answer(model, grammar='root ::= "yes" | "no"')
    assert served_text(model, ids) in ("yes", "no")


def served_text(model: RemoteChatModel, ids: list[int]) -> str:
    return next(text for text in ("yes", "no") if model.tokenize(text, trusted=False) == ids)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault.FULL, r"refused \(500: CUDA out of memory.*\): ask again"),
        (Fault.BUSY, r"refused \(503: try later\): ask again in a while"),
        (Fault.CUT, "cut its answer short: ask again"),
        (Fault.BROKEN, r"failed \(the engine died\)"),
        (Fault.SILENT, "said nothing for 1 seconds"),
        (Fault.HTML, "isn't JSON: correct chat_url"),
        (Fault.NESTED, "isn't JSON: correct chat_url"),
        (Fault.NO_IDS, "tells no ids of its tokens"),
        (Fault.INFINITE, "tells no ids of its tokens"),
        (Fault.UNKNOWN_TOKEN, "token 1000000, which chat_model's vocabulary hasn't"),
    ],
)
def test_a_fault_gives_one_line_and_the_next_question_works(
    served: CompletionServer, file: Path, fault: Fault, line: str
) -> None:
    model = remote(served, file, patience=1 if fault is Fault.SILENT else 30)
    model.prefill(model.tokenize(PROMPT, trusted=True), (), Event())
    served.fault = fault
    with pytest.raises(ModelFault, match=line) as raised:
        list(model.decode(GREEDY, 1, 6, Event()))
    assert "\n" not in str(raised.value)
    assert "\x1b" not in str(raised.value)
    served.fault = Fault.NONE
    assert answer(model)
    model.close()


def test_a_stop_works_while_the_server_sends_nothing_and_the_next_question_works(
    model: RemoteChatModel, served: CompletionServer
) -> None:
    served.fault, stop = Fault.SILENT, Event()
    Timer(0.2, stop.set).start()
    with pytest.raises(Stopped):
        answer(model, stop=stop)
    served.fault = Fault.NONE
    assert answer(model)


def test_an_answer_that_is_not_read_further_is_ended_on_the_server(model: RemoteChatModel, served: CompletionServer) -> None:
    model.prefill(model.tokenize(PROMPT, trusted=True), (), Event())
    tokens = model.decode(GREEDY, 1, CONTEXT, Event())
    next(iter(tokens))
    tokens.close()  # type: ignore[attr-defined]  # a generator
    assert answer(model)


def test_a_server_is_used_again_after_it_was_unreachable(file: Path) -> None:
    with completion_server(file) as served:
        model = remote(served, file)
        assert answer(model)
    with pytest.raises(ModelFault, match=r"can't be reached .*: check that it runs, and chat_url"):
        list(model.decode(GREEDY, 1, 6, Event()))
    model.close()


def test_an_unreachable_server_leaves_nothing_open(file: Path) -> None:
    with pytest.raises(ModelFault, match="can't be reached"):
        RemoteChatModel(ServerConnection("http://127.0.0.1:1"), file, "remote", 512)


def test_a_server_with_another_model_is_recognised_by_its_vocabulary(served: CompletionServer, file: Path) -> None:
    served.vocabulary_shift = 1
    with pytest.raises(ModelFault, match=r"another vocabulary than tiny\.gguf: set chat_model to a GGUF file of served"):
        remote(served, file)


def test_a_key_is_sent_and_a_missing_one_is_reported(served: CompletionServer, file: Path) -> None:
    served.key = "s3cret"
    with pytest.raises(ModelFault, match=r"wants another key .*: set RAGASSIST_CHAT_KEY") as raised:
        remote(served, file, key="wrong-key")
    assert "wrong-key" not in str(raised.value)
    model = remote(served, file, key="s3cret")
    assert answer(model)
    model.close()


def test_the_vocabulary_s_process_is_started_again_after_its_end(model: RemoteChatModel) -> None:
    line = model._vocabulary._line  # the process is killed as the kernel does when memory runs out
    assert line is not None
    line.process.kill()
    with pytest.raises(ModelDied):
        model.tokenize("a text", trusted=False)
    assert model.tokenize("a text", trusted=False)


def test_a_file_that_is_no_vocabulary_is_refused(served: CompletionServer, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(20))
    connection = ServerConnection(served.url)
    with pytest.raises(ModelDamaged, match=r"broken\.gguf"):
        RemoteChatModel(connection, broken, "remote", 512)
    connection.close()


def test_probabilities_that_the_bias_has_changed_are_refused(model: RemoteChatModel, served: CompletionServer) -> None:
    model.prefill(model.tokenize(PROMPT, trusted=True), (), Event())
    yes, no = (model.tokenize(letter, trusted=False)[0] for letter in "YN")
    assert sum(model.scores((yes, no))) < 0
    served.fault = Fault.BIASED
    with pytest.raises(ModelFault, match="logit_bias has changed: run vLLM with --logprobs-mode raw_logprobs"):
        model.scores((yes, no))
