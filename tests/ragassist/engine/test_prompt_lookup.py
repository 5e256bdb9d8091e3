"""Drafts from the prompt don't change the answer, and pause if they fail."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.prompt_lookup import MOST, PromptLookup
from ragassist.engine.tuning import Tuning
from ragassist.models.entries import Sampling
from tests.ragassist.engine.models import CARD, GREEDY, QUOTED, ids_of, said
from tests.tiny_lfm2 import DEEP, write

every_model = pytest.mark.parametrize("opened", ["hybrid", "plain", "real"], indirect=True)


@every_model
@pytest.mark.parametrize("sampling", [GREEDY, CARD])
def test_drafts_do_not_change_the_answer(opened: Callable[..., LlamaChatModel], sampling: Sampling) -> None:
    guessing, plain = opened(), opened(drafts=False)
    ids = ids_of(guessing, f"{QUOTED}Repeat that text word for word.")
    for model in (guessing, plain):
        model.prefill(ids, (), Event())
    assert said(guessing, 60, sampling) == said(plain, 60, sampling)
    assert guessing.held[: len(plain.held)] == plain.held  # if a batch ends the answer, its last token is evaluated, too


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
