"""The engine: exact states, also on disk; drafts without effect on the answer; stops without loss."""

import re
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.prompt_lookup import MOST, PromptLookup
from ragassist.engine.state_files import SavedState, read_state, write_state
from ragassist.engine.steps import Steps
from ragassist.engine.tuning import Tuning, load_tuning, save_tuning, usual_tuning
from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling
from ragassist.models.store import Installed
from ragassist.stopping import Stopped
from tests import requantized
from tests.tiny_families import VOCABULARIES, write_family
from tests.tiny_lfm2 import DEEP, write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
CARD = Sampling(temperature=0.3, min_p=0.15, repeat_penalty=1.05, top_k=0, top_p=1.0)
QUOTED = (
    "The fee for the Larch cabin is 240 euros a week and has to be paid at the town office before the first of May. "
    "Dogs are welcome at the Larch cabin, but they must sleep in the shed behind the kitchen. "
)


every_model = pytest.mark.parametrize("opened", ["hybrid", "plain", "real"], indirect=True)
a_real_one = pytest.mark.parametrize("opened", ["hybrid", "real"], indirect=True)


class StopAfter(Event):
    """A stop signal that is set after a number of queries."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, small_chat_model: Installed) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("engine")
    hybrid, plain = write(folder / "hybrid.gguf"), write_family(folder / "plain.gguf", VOCABULARIES["SmolLM2"])
    real = requantized.write(small_chat_model.main_file, folder / "real.gguf")
    return {"hybrid": hybrid, "plain": plain, "real": real}


@pytest.fixture(params=["hybrid", "plain"])
def opened(request: pytest.FixtureRequest, files: dict[str, Path]) -> Iterator[Callable[..., LlamaChatModel]]:
    """Opens models of each kind, a hybrid and a plain one, which are random; also the small real one where a test names it."""
    models: list[LlamaChatModel] = []

    def open_one(states: Path | None = None, context: int = 2048, *, drafts: bool = True, **more: Any) -> LlamaChatModel:
        tuning = Tuning(threads=1, batch_threads=1, batch=32, drafts=drafts)
        models.append(LlamaChatModel(files[request.param], request.param, context, tuning=tuning, states=states, **more))
        return models[-1]

    yield open_one
    for model in models:
        model.close()


def ids_of(model: LlamaChatModel, text: str) -> list[int]:
    return model.tokenize(f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n", trusted=True)


def said(model: LlamaChatModel, limit: int, sampling: Sampling = GREEDY) -> list[int]:
    return [token.id for token in model.decode(sampling, 7, limit, Event())]


def test_logits_after_a_return_to_a_checkpoint_equal_those_of_a_new_run(opened: Callable[..., LlamaChatModel]) -> None:
    used, fresh = opened(), opened()
    system = used.tokenize("<|im_start|>system\nAnswer from the sources, briefly.<|im_end|>\n", trusted=True)
    question = [*system, *ids_of(used, "What does the Larch cabin cost?")]
    used.prefill([*system, *ids_of(used, "Where do the dogs sleep? " * 9)], [len(system)], Event())
    said(used, 9)
    done = used.prefill(question, [len(system)], Event())
    fresh.prefill(question, [len(system)], Event())
    assert done.reused_tokens >= len(system)
    assert used.logits() == fresh.logits()


def test_a_stopped_prefill_is_continued(opened: Callable[..., LlamaChatModel]) -> None:
    model, fresh = opened(), opened()
    ids = model.tokenize(QUOTED * 3, trusted=False)
    with pytest.raises(Stopped):
        model.prefill(ids, (), StopAfter(100_000 if len(ids) < 64 else 3))
    held = len(model.held)
    done = model.prefill(ids, (), Event())
    fresh.prefill(ids, (), Event())
    assert done.reused_tokens == held
    assert model.logits() == fresh.logits()


@pytest.mark.parametrize("asked", [40, 200, 500])
def test_only_the_interrupted_batch_is_evaluated_again(opened: Callable[..., LlamaChatModel], asked: int) -> None:
    model, fresh = opened(), opened()
    ids = model.tokenize(QUOTED * 3, trusted=False)
    with pytest.raises(Stopped):
        model.prefill(ids, (), StopAfter(asked))
    assert model.held == tuple(ids[: len(model.held)])
    assert len(model.held) % 32 == 0
    model.prefill(ids, (), Event())
    fresh.prefill(ids, (), Event())
    assert model.logits() == fresh.logits()


def test_a_stop_while_decoding_keeps_the_prompt(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened()
    ids = ids_of(model, QUOTED)
    model.prefill(ids, (), Event())
    with pytest.raises(Stopped):
        list(model.decode(GREEDY, 1, 200, StopAfter(300)))
    assert model.held[: len(ids)] == tuple(ids)
    assert model.prefill([*model.held, *model.tokenize(" more", trusted=False)], (), Event()).reused_tokens >= len(ids)


def test_the_same_prompt_is_not_evaluated_again(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened()
    ids = ids_of(model, QUOTED)
    model.prefill(ids, (), Event())
    assert model.prefill(ids, (), Event()).evaluated_tokens == 0
    first = said(model, 5)
    assert model.prefill(ids, (), Event()).evaluated_tokens <= 32
    assert said(model, 5) == first


def test_a_new_process_starts_with_the_system_prompt_of_the_last(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, second = opened(tmp_path / "states"), opened(tmp_path / "states")
    system = first.tokenize("<|im_start|>system\nAnswer from the sources, briefly.<|im_end|>\n", trusted=True)
    question = [*system, *ids_of(first, "What does the Larch cabin cost?")]
    first.prefill(question, [len(system)], Event())
    done = second.prefill(question, [len(system)], Event())
    assert done.reused_tokens == len(system)
    assert second.logits() == first.logits()
    (kept,) = (tmp_path / "states").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_conversation_is_restored_with_its_checkpoints(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, second = opened(), opened()
    system = first.tokenize("<|im_start|>system\nAnswer briefly.<|im_end|>\n", trusted=True)
    first.prefill([*system, *ids_of(first, QUOTED)], [len(system)], Event())
    said(first, 6)
    first.keep(tmp_path / "one.state")
    assert second.recall(tmp_path / "one.state") == len(first.held)
    assert second.held == first.held
    other = [*system, *ids_of(second, "something else")]
    assert second.prefill(other, [len(system)], Event()).reused_tokens >= len(system)
    first.prefill(other, [len(system)], Event())
    assert first.logits() == second.logits()


def test_a_state_of_another_model_or_context_is_not_used(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, other = opened(), opened(context=512)
    first.prefill(ids_of(first, "a question"), (), Event())
    first.keep(tmp_path / "one.state")
    assert other.recall(tmp_path / "one.state") == 0
    assert not (tmp_path / "one.state").exists()
    other.prefill(ids_of(other, "a question"), (), Event())
    assert said(other, 3)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("damage", [_cut, _flipped, lambda _: b"", lambda _: b"not a state\n" * 99])
def test_a_damaged_state_is_removed(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "one.state"
    write_state(path, "a model", SavedState((1, 2, 3), b"state" * 99, ((2, b"part"),)))
    assert read_state(path, "a model") == SavedState((1, 2, 3), b"state" * 99, ((2, b"part"),))
    path.write_bytes(damage(path.read_bytes()))
    assert read_state(path, "a model") is None
    assert not path.exists()


def test_a_full_disk_leaves_no_state_and_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        write_state(tmp_path / "one.state", "a model", SavedState((1, 2, 3), b"state" * 999))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
    assert "can't be kept" in caplog.text


@every_model
@pytest.mark.parametrize("sampling", [GREEDY, CARD])
def test_drafts_do_not_change_the_answer(opened: Callable[..., LlamaChatModel], sampling: Sampling) -> None:
    guessing, plain = opened(), opened(drafts=False)
    ids = ids_of(guessing, f"{QUOTED}Repeat that text word for word.")
    for model in (guessing, plain):
        model.prefill(ids, (), Event())
    assert said(guessing, 60, sampling) == said(plain, 60, sampling)
    assert guessing.held[: len(plain.held)] == plain.held  # if a batch ends the answer, its last token is evaluated, too


def test_an_answer_that_is_continued_from_its_middle_evaluates_few_tokens_again(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened(drafts=False)
    ids = ids_of(model, QUOTED)
    model.prefill(ids, (), Event())
    answer = said(model, 100, CARD)
    assert len(answer) > 38
    middle = len(answer) - 5
    done = model.prefill([*ids, *answer[:middle], answer[middle] + 1], (), Event())
    assert done.evaluated_tokens <= 33


@pytest.mark.parametrize("small_cache", [False, True])
def test_a_model_of_thirty_layers_has_room_for_drafts(tmp_path: Path, *, small_cache: bool) -> None:
    tuning = Tuning(threads=1, batch_threads=1, batch=1, small_cache=small_cache)
    model = LlamaChatModel(write(tmp_path / "deep.gguf", shape=DEEP), "deep", 512, tuning=tuning)
    model.prefill(ids_of(model, QUOTED), (), Event())
    assert said(model, 3)
    model.close()


class Prompter(PromptLookup):
    """A drafter that guesses `right` tokens of the answer and then wrong ones, fifteen in all, each time."""

    heard = asked = 0

    def __init__(self, ids: Sequence[int], answer: Sequence[int], right: int) -> None:
        super().__init__(ids)
        self.answer, self.right, self.heard = answer, right, 0

    def said(self, identity: int) -> None:
        super().said(identity)
        self.heard += 1

    def guess(self) -> list[int]:
        self.asked += 1
        coming = list(self.answer[self.heard : self.heard + self.right])
        return [*coming, *(self.answer[0] + 1 for _ in range(MOST - len(coming)))]


@pytest.mark.parametrize("right", [0, 1, MOST])
@pytest.mark.parametrize("lead", [0.0, float("inf")])
def test_after_a_batch_of_drafts_the_state_returns_to_the_last_right_token(
    opened: Callable[..., LlamaChatModel], right: int, lead: float
) -> None:
    plain = opened(drafts=False)
    ids = ids_of(plain, QUOTED)
    plain.prefill(ids, (), Event())
    answer = said(plain, 24)
    prompters: list[Prompter] = []

    def prompter(held: Sequence[int]) -> PromptLookup:
        prompters.append(Prompter(held, answer, right))
        return prompters[-1]

    guessing = opened(drafter=prompter, lead=lead)
    guessing.prefill(ids, (), Event())
    assert said(guessing, 24) == answer
    assert prompters[0].asked > 0
    assert guessing.held[: len(ids)] == tuple(ids)
    follow_up = [*ids, *answer, *ids_of(plain, "And the dogs?")]
    for model in (plain, guessing):
        model.prefill(follow_up, (), Event())
    assert said(guessing, 3) == said(plain, 3)


def test_an_answer_that_is_ended_within_a_draft_keeps_the_tokens_that_were_read(
    opened: Callable[..., LlamaChatModel],
) -> None:
    model, fresh = opened(), opened(drafts=False)
    ids = ids_of(model, f"{QUOTED * 2}Repeat that text word for word.")
    for length in range(1, 30, 4):
        model.prefill(ids, (), Event())
        heard = []
        answer = model.decode(GREEDY, 7, 100, Event())
        for token in answer:
            heard.append(token.id)
            if len(heard) == length:
                answer.close()
        assert model.held == (*ids, *heard)[: len(model.held)]
        assert len(ids) <= len(model.held) <= len(ids) + length
        model.prefill([*ids, *heard], (), Event())
        fresh.prefill([*ids, *heard], (), Event())
        assert said(model, 3) == said(fresh, 3)


def test_a_draft_is_the_text_after_the_longest_matching_context() -> None:
    right, other = [1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 2, 3, 4, 5, 6, 10, 11]
    drafter = PromptLookup([*right, *other])
    assert drafter.guess() == []
    for identity in right[1:5]:
        drafter.said(identity)
        assert drafter.guess() == []
    drafter.said(6)
    assert drafter.guess()[:2] == [10, 11]  # five tokens agree at both places, so the later one is used
    for identity in right[:6]:
        drafter.said(identity)
    assert drafter.guess()[:3] == [7, 8, 9]  # six tokens agree at the earlier place
    assert len(drafter.guess()) == MOST


def test_after_an_unprofitable_batch_more_tokens_have_to_agree() -> None:
    drafter = PromptLookup([1, 2, 3, 4] * 16)
    waits = []
    for _ in range(3):
        drafter.said(5)  # no tokens agree any more
        waits.append(0)
        while not drafter.guess():
            drafter.said([1, 2, 3, 4][waits[-1] % 4])
            waits[-1] += 1
        drafter.judge(1)
    assert waits == [5, 10, 20]
    drafter.judge(16)
    drafter.said(6)
    for identity in (1, 2, 3, 4, 1):
        drafter.said(identity)
    assert drafter.guess()


def test_failing_drafts_pause_longer_each_time() -> None:
    drafter = PromptLookup([7] * 40)
    assert drafter.guess() == [7] * MOST
    rests = []
    for _ in range(6):
        drafter.judge(1)
        rests.append(0)
        while not drafter.guess():
            drafter.said(7)
            rests[-1] += 1
    assert rests == [0, 0, 0, 24, 48, 96]
    drafter.judge(MOST + 1)
    assert drafter.guess()


def test_measurements_are_found_only_for_their_model(tmp_path: Path) -> None:
    one, other = tmp_path / "one.gguf", tmp_path / "other.gguf"
    one.write_bytes(b"one")
    other.write_bytes(b"other")
    tuned = replace(usual_tuning(), batch=256)
    save_tuning(tmp_path, one, tuned)
    assert load_tuning(tmp_path, one) == tuned
    assert load_tuning(tmp_path, other) == usual_tuning()
    (tmp_path / "tuning.json").write_text("{")
    assert load_tuning(tmp_path, one) == usual_tuning()


def test_a_prefill_reports_its_progress_after_each_batch(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened()
    ids = ids_of(model, QUOTED * 3)
    steps = Steps(model.prefill_steps(ids, (), Event()))
    told = list(steps)
    assert told == [*range(0, len(ids), 32), len(ids)]
    assert steps.result.evaluated_tokens == len(ids)
    assert list(model.prefill_steps(ids, (), Event())) == [len(ids)]


GRAMMAR = r'root ::= ("left" | "right") " " [0-9]+ "."'


def test_an_answer_under_a_grammar_follows_it(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened()
    for sampling in (GREEDY, CARD):
        model.prefill(ids_of(model, "Where do the dogs sleep?"), (), Event())
        tokens = list(model.decode(sampling, 7, 60, Event(), grammar=GRAMMAR))
        text = b"".join(token.piece for token in tokens).decode()
        assert re.fullmatch(r"(left|right) \d+\.?", text)
        assert text.endswith(".") or len(tokens) == 60


@a_real_one  # whose logits don't depend on how many tokens are evaluated at once
def test_a_grammar_has_no_effect_on_the_next_answer(opened: Callable[..., LlamaChatModel]) -> None:
    used, fresh = opened(), opened()
    ids = ids_of(used, "What does the Larch cabin cost?")
    used.prefill(ids, (), Event())
    list(used.decode(GREEDY, 7, 9, Event(), grammar=GRAMMAR))
    for model in (used, fresh):
        model.prefill(ids, (), Event())
    assert used.logits() == fresh.logits()
    assert said(used, 9) == said(fresh, 9)


def test_an_invalid_grammar_is_an_error_with_a_message(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened()
    model.prefill(ids_of(model, "x"), (), Event())
    with pytest.raises(ModelFault, match="grammar"):
        list(model.decode(GREEDY, 7, 9, Event(), grammar="root ::= ("))
