"""A GPU: whether llama.cpp was built for one, what fits on it, whether it is faster, and what happens if it fails."""

from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import llama_cpp as c
import pytest

from ragassist.engine.benchmark import BenchmarkResult, rate
from ragassist.engine.chat_model import Prefilled, Token
from ragassist.engine.gpu import probe
from ragassist.engine.gpu.fallback import GpuChatModel
from ragassist.engine.gpu.placement import Gpu, backends, faster, gpus, layers_with_room
from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.tuning import Tuning, load_tuning, save_tuning
from ragassist.errors import ModelDamaged, ModelDied
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel
from tests.tiny_lfm2 import write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
ONE_CORE = Tuning(threads=1, batch_threads=1, batch=32)
GB = 1_000_000_000


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("libggml-base.so", "libggml-cpu.so", "libggml.so", "libllama.so", "libggml-cpu-haswell.so"), ()),
        (("libggml-base.so", "libggml-vulkan.so", "libggml-vulkan.so.0"), ("vulkan",)),
        (("libggml-metal.dylib", "libggml-blas.dylib"), ("metal",)),
        (("ggml-cuda.dll", "ggml-cpu.dll", "ggml-rpc.dll"), ("cuda",)),
    ],
)
def test_the_backends_are_recognised_by_their_libraries(
    tmp_path: Path, names: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert backends(tmp_path) == expected


def test_a_build_for_the_processor_does_not_use_a_gpu() -> None:
    assert backends() == ()
    assert gpus() == ()
    assert [device["kind"] for device in probe.devices()] == [0]


@pytest.mark.parametrize(
    ("free", "needed", "layers"), [(8 * GB, 2 * GB, 31), (GB + 300_000_000, 2 * GB, 15), (200_000_000, 2 * GB, 0)]
)
def test_as_many_layers_as_fit_are_put_on_a_gpu(free: int, needed: int, layers: int) -> None:
    assert layers_with_room((Gpu("card", free),), needed, 30) == layers


def rates(on_gpu: float | Exception) -> Any:
    def rate(_: Path, __: int, tuning: Tuning, ___: Event | None) -> BenchmarkResult:
        if tuning.gpu_layers and isinstance(on_gpu, Exception):
            raise on_gpu
        speed = on_gpu if tuning.gpu_layers else 1.0
        assert isinstance(speed, float)
        return BenchmarkResult(tuning, 30.0 * speed, 10.0 * speed)

    return rate


@pytest.mark.parametrize(
    ("on_gpu", "layers"), [(3.0, 31), (0.5, 0), (1.01, 0), (ModelDied("gone"), 0), (ModelDamaged("no room"), 0)]
)
def test_a_gpu_is_used_only_if_it_is_measured_to_be_faster(on_gpu: float | Exception, layers: int) -> None:
    assert faster(Path("model"), 512, ONE_CORE, 31, rates(on_gpu)).gpu_layers == layers


def endless(_: Path, __: int, tuning: Tuning, stop: Event | None) -> BenchmarkResult:
    """Measure the processor at once, and the GPU until it is stopped."""
    while tuning.gpu_layers:
        if stop and stop.is_set():
            raise Stopped
    return BenchmarkResult(tuning, 30.0, 10.0)


def test_a_gpu_that_takes_far_longer_than_the_processor_is_not_waited_for() -> None:
    assert faster(Path("model"), 512, ONE_CORE, 31, endless, patience=0.1).gpu_layers == 0


def test_a_measurement_ends_when_the_person_stops_it() -> None:
    stop = Event()

    def stopped(path: Path, context: int, tuning: Tuning, limit: Event | None) -> BenchmarkResult:
        if tuning.gpu_layers:
            stop.set()
        return endless(path, context, tuning, limit)

    with pytest.raises(Stopped):
        faster(Path("model"), 512, ONE_CORE, 31, stopped, stop=stop)


def test_a_real_measurement_is_stopped_while_it_runs(tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        rate(write(tmp_path / "tiny.gguf"), 512, ONE_CORE, stop)


def test_what_was_measured_is_remembered(tmp_path: Path) -> None:
    model = write(tmp_path / "tiny.gguf")
    assert load_tuning(tmp_path, model).gpu_layers is None
    save_tuning(tmp_path, model, faster(model, 512, ONE_CORE, 31, rates(3.0)))
    assert load_tuning(tmp_path, model).gpu_layers == 31


@pytest.mark.parametrize("layers", [None, 0, 12])
def test_llama_cpp_gets_the_number_of_layers_and_no_gpu_if_there_are_none(
    layers: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    load, init = c.llama_model_load_from_file, c.llama_init_from_model

    def loaded(path: bytes, params: Any) -> Any:
        told["layers"] = params.n_gpu_layers
        return load(path, params)

    def made(model: Any, params: Any) -> Any:
        told["context"] = (params.offload_kqv, params.op_offload)
        return init(model, params)

    monkeypatch.setattr(c, "llama_model_load_from_file", loaded)
    monkeypatch.setattr(c, "llama_init_from_model", made)
    tuning = Tuning(threads=1, batch_threads=1, batch=32, gpu_layers=layers)
    LlamaChatModel(write(tmp_path / "tiny.gguf"), "tiny", 512, tuning=tuning).close()
    assert told == {"layers": layers or 0, "context": (bool(layers), bool(layers))}


class FailingGpu(FakeChatModel):
    """A model that fails in the prefill, or after some tokens of its answer."""

    def __init__(self, reply: str, after: int | None) -> None:
        super().__init__(reply)
        self.after = after

    def prefill(self, ids: Any, marks: Any, stop: Event) -> Prefilled:
        if self.after is None:
            raise ModelDamaged("llama.cpp code -3")
        return super().prefill(ids, marks, stop)

    def prefill_steps(self, ids: Any, marks: Any, stop: Event) -> Generator[int, None, Prefilled]:
        if self.after is None:
            raise ModelDamaged("llama.cpp code -3")
        return (yield from super().prefill_steps(ids, marks, stop))

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        for at, token in enumerate(super().decode(sampling, seed, limit, stop, grammar=grammar)):
            if at == self.after:
                raise ModelDied("the driver is gone")
            yield token


def answer(model: GpuChatModel) -> str:
    model.prefill(model.tokenize("ask", trusted=False), (), Event())
    return b"".join(token.piece for token in model.decode(GREEDY, 1, 20, Event())).decode()


@pytest.mark.parametrize(("after", "rest"), [(None, "the answer"), (4, "answer")])
def test_after_a_failure_of_the_gpu_in_a_prompt_or_an_answer_the_processor_continues_the_answer(
    after: int | None, rest: str
) -> None:
    processor, heard = FakeChatModel(rest, "second"), list[str]()
    model = GpuChatModel(lambda on_gpu: FailingGpu("the answer", after) if on_gpu else processor, heard.append)
    assert answer(model) == "the answer"
    assert processor.prompts[-1] == ("ask" if after is None else "ask" + "the ")
    assert len(heard) == 1
    assert answer(model) == "second"
    assert len(heard) == 1


def test_a_prompt_that_is_evaluated_in_steps_is_continued_by_the_processor() -> None:
    processor, heard = FakeChatModel("fine"), list[str]()
    model = GpuChatModel(lambda on_gpu: FailingGpu("x", None) if on_gpu else processor, heard.append)
    for _ in model.prefill_steps(model.tokenize("ask", trusted=False), (), Event()):
        pass
    assert processor.prompts == ["ask"]
    assert heard == ["llama.cpp code -3"]


def test_an_answer_under_a_grammar_is_not_continued_and_the_next_one_is_by_the_processor() -> None:
    processor, heard = FakeChatModel("second"), list[str]()
    model = GpuChatModel(lambda on_gpu: FailingGpu("the answer", 4) if on_gpu else processor, heard.append)
    model.prefill(model.tokenize("ask", trusted=False), (), Event())
    with pytest.raises(ModelDied):
        list(model.decode(GREEDY, 1, 20, Event(), grammar="root ::= [a-z ]+"))
    assert answer(model) == "second"


def test_a_gpu_that_fails_while_loading_is_not_used_and_there_is_a_notice() -> None:
    heard = list[str]()

    def start(on_gpu: bool) -> FakeChatModel:
        if on_gpu:
            raise ModelDamaged("out of device memory")
        return FakeChatModel("fine")

    assert answer(GpuChatModel(start, heard.append)) == "fine"
    assert heard == ["out of device memory"]


def test_a_model_that_fails_on_the_processor_too_is_an_error_that_does_not_blame_the_gpu() -> None:
    heard = list[str]()

    def start(on_gpu: bool) -> FakeChatModel:
        raise ModelDamaged("cut")

    with pytest.raises(ModelDamaged):
        GpuChatModel(start, heard.append)
    assert heard == []
    second = GpuChatModel(lambda on_gpu: FailingGpu("x", 0), heard.append)
    with pytest.raises(ModelDied):
        answer(second)
