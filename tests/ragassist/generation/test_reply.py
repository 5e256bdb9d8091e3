"""A reply on LFM2's real architecture and vocabulary: budgets hold, tags never show, a drift goes back to the checkpoint."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import pytest

from ragassist.engine.chat_model import ChatModel
from ragassist.engine.llama import LlamaChatModel
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply, ReplyOptions
from ragassist.language.phrases import phrase
from ragassist.models.entries import Sampling
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel
from tests.tiny_lfm2 import write

WILD = Sampling(temperature=1.5, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)


@pytest.fixture(scope="module", params=[True, False], ids=["control tokens", "plain tokens"])
def tiny(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[LlamaChatModel]:
    path = tmp_path_factory.mktemp("replies") / "tiny.gguf"
    model = LlamaChatModel(write(path, specials_as_control=request.param), "tiny lfm2", 2048)
    yield model
    model.close()


@dataclass(frozen=True, slots=True)
class Said:
    """What a reply came to."""

    answer: str
    reasoning: str
    reply: Reply


def replied(model: ChatModel, options: ReplyOptions, sampling: Sampling = WILD) -> Said:
    reply = Reply(model, sampling, options, Event())
    ids = model.tokenize(f"<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n{reply.opening}", trusted=True)
    said = {StreamPart.ANSWER: "", StreamPart.REASONING: ""}
    with suppress(Refused):
        for part, text in reply.stream(Prompt(tuple(ids), (len(ids),)), "en"):
            said[part] += text
    return Said(said[StreamPart.ANSWER], said[StreamPart.REASONING], reply)


@pytest.mark.parametrize("seed", [3, 4, 5])
@pytest.mark.parametrize("think", [True, False])
@pytest.mark.parametrize("budget", [0, 7])
def test_random_tokens_keep_to_the_budget_and_no_tag_is_ever_text(
    tiny: LlamaChatModel, seed: int, think: bool, budget: int
) -> None:
    said = replied(tiny, ReplyOptions(think, budget, 40, seed))
    for tag in ("<think>", "</think>", "<|im_"):
        assert tag not in said.answer + said.reasoning
    special = [tiny.special_id(tag) for tag in ("<think>", "</think>")]
    assert not set(special).intersection(said.reply.answer_ids)
    timings = said.reply.timings(0.0)
    assert timings.answer_tokens <= 40
    assert timings.reasoning_tokens <= 2 * (budget + 4)  # once more where the answer was steered


def test_the_same_seed_gives_the_same_reply_and_another_one_another(tiny: LlamaChatModel) -> None:
    card = find_entry("lfm2-2.6b-exp").sampling
    assert card is not None
    one, again, other = (replied(tiny, ReplyOptions(True, 20, 30, seed), card) for seed in (3, 3, 4))
    assert (one.answer, one.reasoning) == (again.answer, again.reasoning)
    assert (one.answer, one.reasoning) != (other.answer, other.reasoning)


THINKING = ReplyOptions(think=True, think_budget=4, answer_tokens=60, seed=1)
TAGS = ("<think>", "</think>")


def test_reasoning_that_begins_anew_behind_its_budget_is_answered_by_an_opening() -> None:
    model = FakeChatModel("aaaaaaaaaaaa", "<think>and on", " the pump weighs 31.4 kg.", specials=TAGS)
    said = replied(model, THINKING)
    assert said.answer == phrase("opening", "en").rstrip() + " the pump weighs 31.4 kg."
    assert "aaaa" in said.reasoning
    assert model.detokenize(model.prompt_ids[-1]).endswith("</think>\n\n" + phrase("opening", "en").rstrip())


def test_a_reply_that_is_reasoning_alone_even_then_is_none() -> None:
    model = FakeChatModel("aaaaaaaaaaaa", "<think>and on", "<think>and on", "", specials=TAGS)
    reply = Reply(model, WILD, THINKING, Event())
    with pytest.raises(Refused):
        list(reply.stream(Prompt(tuple(model.tokenize("Why?", trusted=True)), ()), "en"))


def test_what_is_blank_behind_reasoning_is_no_part_of_the_answer() -> None:
    model = FakeChatModel("why</think>\n\nThe pump weighs 31.4 kg.", specials=TAGS)
    said = replied(model, THINKING)
    assert said.answer == "The pump weighs 31.4 kg."
    assert model.detokenize(said.reply.answer_ids) == said.answer


def test_a_steered_reply_begins_where_the_prompt_ended_and_reuses_it(tiny: LlamaChatModel) -> None:
    reply = Reply(tiny, WILD, ReplyOptions(False, 0, 10, 1), Event())
    ids = tiny.tokenize("<|im_start|>user\n" + "Why? " * 200 + "<|im_end|>\n<|im_start|>assistant\n", trusted=True)
    prompt = Prompt(tuple(ids), (len(ids),))
    with suppress(Refused):
        list(reply.stream(prompt, "en"))
    before = reply.timings(0.0).evaluated_tokens
    kept = "Die Pumpe steht im Keller. "
    opening = next(text for _, text in reply.opened(prompt, "de", kept))
    parts = list(reply.opened(prompt, "de", kept))
    assert parts[0] == (StreamPart.ANSWER, opening)
    assert reply.said.startswith(kept + phrase("opening", "de").strip())
    assert reply.timings(0.0).evaluated_tokens - before <= len(kept.encode()) + len(opening.encode()) + 1
