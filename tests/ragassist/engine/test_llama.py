"""The chat model on llama.cpp: checkpoints, stops and grammars."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.steps import Steps
from ragassist.engine.tuning import load_tuning, save_tuning, usual_tuning
from ragassist.errors import ModelFault
from ragassist.stopping import Stopped
from tests.ragassist.engine.models import CARD, GREEDY, QUOTED, ids_of, said

a_real_one = pytest.mark.parametrize("opened", ["hybrid", "real"], indirect=True)


class StopAfter(Event):
    """A stop signal that is set after a number of queries."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


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


def test_an_answer_that_is_continued_from_its_middle_evaluates_few_tokens_again(opened: Callable[..., LlamaChatModel]) -> None:
    model = opened(drafts=False)
    ids = ids_of(model, QUOTED)
    model.prefill(ids, (), Event())
    answer = said(model, 100, CARD)
    assert len(answer) > 38
    middle = len(answer) - 5
    done = model.prefill([*ids, *answer[:middle], answer[middle] + 1], (), Event())
    assert done.evaluated_tokens <= 33


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
