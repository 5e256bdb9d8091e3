"""The model's process: its end, the errors for its users, and its cleanup."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event, Timer

import psutil
import pytest
from typer.testing import CliRunner

from ingest.said import Said, packed, said
from ragassist.cli import app
from ragassist.engine.benchmark import guess_cost
from ragassist.engine.chat_model import Prefilled
from ragassist.engine.process import ModelProcess, raise_error
from ragassist.engine.tuning import Tuning, is_quiet, load_tuning
from ragassist.errors import ModelDamaged, ModelDied, ModelFault
from ragassist.models.entries import Sampling
from ragassist.models.memory import needed_bytes
from ragassist.models.store import Installed
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel
from tests.tiny_lfm2 import write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
ONE_CORE = Tuning(threads=1, batch_threads=1, batch=32)


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("process") / "tiny.gguf")


@pytest.fixture
def model(tiny_file: Path) -> Iterator[ModelProcess]:
    made = ModelProcess(tiny_file, "tiny", 2048, tuning=ONE_CORE)
    yield made
    made.close()


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def comes_true(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def killed(model: ModelProcess) -> None:
    assert model.pid
    os.kill(model.pid, signal.SIGKILL)


def test_a_model_that_is_killed_between_questions_is_reported_and_the_next_question_works(model: ModelProcess) -> None:
    ids = model.tokenize("a question", trusted=False)
    model.prefill(ids, (), Event())
    killed(model)
    with pytest.raises(ModelDied, match="ask again"):
        model.prefill(ids, (), Event())
    assert model.prefill(ids, (), Event()).evaluated_tokens == len(ids)
    assert list(model.decode(GREEDY, 1, 3, Event()))


def test_the_text_of_a_model_that_is_killed_while_it_answers_is_kept(model: ModelProcess) -> None:
    model.prefill(model.tokenize("a question", trusted=False), (), Event())
    heard = []
    with pytest.raises(ModelDied, match="killed"):
        for token in model.decode(GREEDY, 1, 500, Event()):
            heard.append(token)
            if len(heard) == 3:
                killed(model)
    assert len(heard) >= 3


def test_an_answer_that_is_not_read_further_ends_and_the_next_prompt_continues_from_it(model: ModelProcess) -> None:
    ids = model.tokenize("a question", trusted=False)
    model.prefill(ids, (), Event())
    for token in model.decode(GREEDY, 1, 500, Event()):
        first = token
        break
    longer = [*ids, first.id, *model.tokenize("more", trusted=False)]
    assert model.prefill(longer, (), Event()).reused_tokens >= len(ids)


def test_a_new_request_ends_an_answer_whose_iterator_is_still_open(model: ModelProcess) -> None:
    ids = model.tokenize("The canal pump", trusted=False)
    model.prefill(ids, (), Event())
    held = model.decode(GREEDY, 1, 20, Event())
    first = next(held)
    assert model.tokenize("The canal pump", trusted=False) == ids
    with pytest.raises(ModelFault, match="another question"):
        next(held)
    assert model.prefill(ids, (), Event()).prompt_tokens == len(ids)
    assert next(model.decode(GREEDY, 1, 1, Event())) == first


def test_an_open_iterator_of_an_ended_process_does_not_block_the_next_answer(model: ModelProcess) -> None:
    ids = model.tokenize("The canal pump", trusted=False)
    model.prefill(ids, (), Event())
    held = model.decode(GREEDY, 1, 20, Event())
    first = next(held)
    model.close()
    model.prefill(ids, (), Event())
    assert next(model.decode(GREEDY, 1, 1, Event())) == first
    del held


def test_a_stop_works_within_a_second(small_chat_model: Installed) -> None:
    model = ModelProcess(small_chat_model.main_file, "SmolLM2", 4096, tuning=ONE_CORE)
    ids = model.tokenize("many different words of a long story " * 400, trusted=False)[:4000]
    stop, at = Event(), [0.0]

    def set_stop() -> None:
        at[0] = time.monotonic()
        stop.set()

    timer = Timer(1.0, set_stop)
    timer.start()
    with pytest.raises(Stopped):
        model.prefill(ids, (), stop)
    assert time.monotonic() - at[0] < 3  # one second is allowed, and more on a machine that is busy with other tests
    assert model.prefill(ids[:64], (), Event()).prompt_tokens == 64
    assert list(model.decode(GREEDY, 1, 2, Event()))
    model.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc here")
@pytest.mark.parametrize("repack", [True, False])
@pytest.mark.parametrize("context", [2048, 8192])
def test_the_memory_of_the_process_is_that_of_the_forecast(small_chat_model: Installed, context: int, repack: bool) -> None:
    model = ModelProcess(small_chat_model.main_file, "SmolLM2", context, tuning=replace(ONE_CORE, batch=128, repack=repack))
    model.prefill(model.tokenize("many different words of a long story " * 40, trusted=False)[:300], (), Event())
    status = Path(f"/proc/{model.pid}/status").read_text(encoding="utf-8")
    peak = 1024 * int(status.split("VmHWM:")[1].split()[0])
    told = needed_bytes(small_chat_model.size, context)
    model.close()
    assert peak < told < peak + 250_000_000


def test_the_process_ends_with_close_and_with_its_parent(tiny_file: Path, tmp_path: Path) -> None:
    model = ModelProcess(tiny_file, "tiny", 512, tuning=ONE_CORE)
    pid = model.pid
    assert pid
    model.close()
    assert is_gone(pid)
    script = (
        "import os, sys; from pathlib import Path; from ragassist.engine.process import ModelProcess\n"
        f"model = ModelProcess(Path({str(tiny_file)!r}), 'tiny', 512); print(model.pid, flush=True)\n"
        "assert 'llama_cpp' not in sys.modules; os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert comes_true(lambda: is_gone(int(done.stdout)))


def test_loading_is_stopped_and_leaves_no_process(tiny_file: Path) -> None:
    stop, before = Event(), set(psutil.Process().children())
    with pytest.raises(Stopped):
        ModelProcess(tiny_file, "tiny", 512, lambda _: stop.set(), stop=stop)
    assert set(psutil.Process().children()) <= before


def test_load_progress_is_reported(tiny_file: Path) -> None:
    heard: list[float] = []
    ModelProcess(tiny_file, "tiny", 512, heard.append, tuning=ONE_CORE).close()
    assert heard == sorted(heard)
    assert heard[-1] > 0.9


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF" + b"\xff" * 400, b"<!DOCTYPE html>"])
def test_a_file_that_is_no_model_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match=r"model\.gguf"):
        ModelProcess(path, "broken", 512)


def test_a_prompt_longer_than_the_context_is_an_error_that_does_not_end_the_process(model: ModelProcess) -> None:
    with pytest.raises(ModelFault, match="has no room"):
        model.prefill([9] * 3000, (), Event())
    assert model.prefill([9] * 30, (), Event()).prompt_tokens == 30


def test_states_are_saved_and_loaded_by_the_process(model: ModelProcess, tiny_file: Path, tmp_path: Path) -> None:
    ids = model.tokenize("a question about cabins", trusted=False)
    model.prefill(ids, (), Event())
    model.keep(tmp_path / "one.state")
    other = ModelProcess(tiny_file, "tiny", 2048, tuning=ONE_CORE)
    assert other.recall(tmp_path / "one.state") == len(ids)
    assert other.recall(tmp_path / "none.state") == 0
    other.close()


@pytest.mark.parametrize(
    ("told", "quiet"),
    [
        ("some avg10=3.91 avg60=54.07 avg300=51.73 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n", True),
        ("some avg10=61.20 avg60=1.00 avg300=1.00 total=1\n", False),
        ("", False),
        ("some nothing\n", False),
        (None, False),
    ],
)
def test_a_machine_is_idle_if_tasks_hardly_wait_for_a_core(told: str | None, quiet: bool, tmp_path: Path) -> None:
    pressure = tmp_path / "cpu"
    if told is not None:
        pressure.write_text(told, encoding="ascii")
    assert is_quiet(pressure) is quiet


def test_the_process_polls_for_the_configured_time(tiny_file: Path) -> None:
    model = ModelProcess(tiny_file, "tiny", 2048, tuning=replace(ONE_CORE, spin=123))
    assert b"GOMP_SPINCOUNT=123\0" in Path(f"/proc/{model.pid}/environ").read_bytes() + b"\0"
    model.close()
    assert ONE_CORE.rounds in (0, 500)


def test_the_process_can_open_no_connection() -> None:
    order = {"path": "/nowhere.gguf", "name": "none", "context": 512, "tuning": {}, "states": None}
    hook = (
        "import socket\n"
        "import ragassist.engine.child as child\n"
        "def loaded(order, send):\n"
        "    try:\n"
        "        socket.socket().connect(('192.0.2.1', 9))\n"
        "    except Exception as problem:\n"
        "        send({'refused': type(problem).__name__})\n"
        "child.load_order = loaded\n"
        "child.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", hook], input=json.dumps(order) + "\n", capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[0])["refused"] in ("ConnectionRefusedByPolicy", "PermissionError")


def test_tune_measures_the_model_and_stores_the_best_settings(
    tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAGASSIST_CHAT_MODEL", str(tiny_file))
    done = CliRunner().invoke(app, ["models", "tune", "--home", str(tmp_path), "--json"], catch_exceptions=False)
    facts = json.loads(done.stdout)
    assert done.exit_code == 0
    assert facts["answer_tokens_per_s"] > 0
    kept = asdict(load_tuning(tmp_path, tiny_file))
    assert {name: kept[name] for name in kept.keys() & facts.keys()} == {
        name: facts[name] for name in kept.keys() & facts.keys()
    }
    assert {"batch", "threads", "drafts"} <= kept.keys() & facts.keys()
    assert f"guesses are {'made' if kept['drafts'] else 'not made'}" in done.stderr


def test_the_cost_of_drafts_is_measured_with_a_batch_of_sixteen_tokens() -> None:
    class Ticking(FakeChatModel):
        now = 0.0

        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
            done = super().prefill(ids, marks, stop)
            self.now += 0.01 * done.evaluated_tokens
            return done

    model = Ticking()
    assert guess_cost(model, 10.0, lambda: model.now) == pytest.approx(16 * 0.01 * 1.2 * 10)


def test_the_steps_of_a_prefill_are_reported_and_closing_their_iterator_stops_it(model: ModelProcess) -> None:
    ids = model.tokenize("a long prompt of many words " * 60, trusted=False)
    steps = model.prefill_steps(ids, (), Event())
    assert (next(steps), next(steps)) == (0, 32)
    steps.close()
    held = list(model.prefill_steps(ids, (), Event()))
    assert 0 < held[0] <= held[-1] == len(ids)
    assert list(model.decode(GREEDY, 1, 3, Event()))


def test_an_error_of_the_process_can_be_said_in_other_languages() -> None:
    line = said("answer_overtaken", "another question has ended this answer: ask again")
    with pytest.raises(ModelFault) as raised:
        raise_error(json.loads(json.dumps({"error": "ModelFault", "text": packed(line)})))
    assert isinstance(raised.value.line, Said)
    assert raised.value.line.phrase == "answer_overtaken"
