"""A reply on LFM2's real architecture and vocabulary: budgets hold, tags never show, a drift goes back to the checkpoint."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragassist.engine.chat_model import ChatModel
from ragassist.engine.llama import LlamaChatModel
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply, ReplyOptions
from ragassist.language.detection import language_for
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.models.entries import Sampling
from ragassist.models.registry import find_entry
from tests.fakes import CutChatModel, FakeChatModel
from tests.tiny_lfm2 import TAGS, Tags, write

WILD = Sampling(temperature=1.5, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)


@pytest.fixture(scope="module", params=list(Tags))
def tiny(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[LlamaChatModel]:
    path = tmp_path_factory.mktemp("replies") / "tiny.gguf"
    model = LlamaChatModel(write(path, tags=request.param), "tiny lfm2", 2048)
    yield model
    model.close()


@dataclass(frozen=True, slots=True)
class Said:
    """The result of a reply."""

    answer: str
    reasoning: str
    reply: Reply


def limits(
    *, think: bool = True, think_budget: int = 4, answer_tokens: int = 60, seed: int = 1, reasons: bool = True
) -> ReplyOptions:
    return ReplyOptions(think=think, think_budget=think_budget, answer_tokens=answer_tokens, seed=seed, reasons=reasons)


def replied(model: ChatModel, options: ReplyOptions, sampling: Sampling = WILD, language: str = "en") -> Said:
    reply = Reply(model, sampling, options, Event())
    ids = model.tokenize(f"<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n{reply.options.opening}", trusted=True)
    said = {StreamPart.ANSWER: "", StreamPart.REASONING: ""}
    with suppress(Refused):
        for part, text in reply.stream(Prompt(tuple(ids), (len(ids),)), language):
            said[part] += text
    return Said(said[StreamPart.ANSWER], said[StreamPart.REASONING], reply)


@pytest.mark.parametrize("seed", [3, 4, 5])
@pytest.mark.parametrize("think", [True, False])
@pytest.mark.parametrize("budget", [0, 7])
def test_random_tokens_keep_to_the_budget_and_no_tag_is_ever_text(
    tiny: LlamaChatModel, seed: int, think: bool, budget: int
) -> None:
    said = replied(tiny, limits(think=think, think_budget=budget, answer_tokens=40, seed=seed))
    for tag in ("<think>", "</think>", "<|im_"):
        assert tag not in said.answer + said.reasoning
    special = [tiny.special_id(tag) for tag in TAGS]
    assert not set(special).intersection(said.reply.answer_ids)
    assert not any(tag in tiny.text(said.reply.answer_ids) for tag in TAGS)
    timings = said.reply.timings(0.0)
    assert timings.answer_tokens <= 40
    assert timings.reasoning_tokens <= 2 * (budget + 4)  # a corrected answer may reason again


def test_the_same_seed_gives_the_same_reply_and_another_one_another(tiny: LlamaChatModel) -> None:
    card = find_entry("lfm2-2.6b-exp").sampling
    assert card is not None
    one, again, other = (replied(tiny, limits(think_budget=20, answer_tokens=30, seed=seed), card) for seed in (3, 3, 4))
    assert (one.answer, one.reasoning) == (again.answer, again.reasoning)
    assert (one.answer, one.reasoning) != (other.answer, other.reasoning)


THINKING = limits()


@pytest.fixture(params=[TAGS, ()], ids=["tags are tokens", "tags are text"])
def tags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The special tokens of a vocabulary with reasoning tags, and of one without them."""
    found: tuple[str, ...] = request.param
    return found


def test_if_reasoning_begins_again_after_its_budget_the_answer_is_given_a_beginning(tags: tuple[str, ...]) -> None:
    model = FakeChatModel("aaaaaaaaaaaa", "<think>and on", " the pump weighs 31.4 kg.", specials=tags)
    said = replied(model, THINKING)
    assert said.answer == phrase("opening", "en").rstrip() + " the pump weighs 31.4 kg."
    assert "aaaa" in said.reasoning
    assert model.detokenize(model.prompt_ids[-1]).endswith("</think>\n\n" + phrase("opening", "en").rstrip())


def test_a_reply_that_is_only_reasoning_even_then_is_empty(tags: tuple[str, ...]) -> None:
    model = FakeChatModel("aaaaaaaaaaaa", "<think>and on", "<think>and on", "", specials=tags)
    reply = Reply(model, WILD, THINKING, Event())
    with pytest.raises(Refused):
        list(reply.stream(Prompt(tuple(model.tokenize("Why?", trusted=True)), ()), "en"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The pump weighs 31.4 kg with its motor [1]."),
        ("ar", "تزن المضخة مع محركها 31.4 كغ [1]."),
        ("ja", "ポンプの重さはモーターを含めて31.4キロです[1]。"),
    ],
)
def test_what_an_answer_repeats_is_neither_shown_nor_a_part_of_the_history(language: str, sentence: str) -> None:
    model = FakeChatModel(f"{sentence}\n\n{sentence}\n\n{sentence}")
    said = replied(model, limits(think=False, answer_tokens=900), language=language)
    assert said.answer.strip() == said.reply.said == sentence
    assert said.reply.answer_ids == model.tokenize(sentence, trusted=False)


@pytest.mark.parametrize("marks", ["[1] [2]", "[1]، [2]", "[1, 2]."])
def test_an_answer_of_only_citations_is_generated_again_with_a_given_beginning(marks: str) -> None:
    said = replied(FakeChatModel(marks, " the form is P-17. [2]"), limits(think=False))
    assert said.answer == phrase("opening", "en").rstrip() + " the form is P-17. [2]"


def test_blanks_after_reasoning_are_not_part_of_the_answer(tags: tuple[str, ...]) -> None:
    model = FakeChatModel("why</think>\n\nThe pump weighs 31.4 kg.", specials=tags)
    said = replied(model, THINKING)
    assert said.answer == "The pump weighs 31.4 kg."
    assert model.detokenize(said.reply.answer_ids) == said.answer


def test_a_corrected_reply_reuses_the_evaluated_prompt(tiny: LlamaChatModel) -> None:
    reply = Reply(tiny, WILD, limits(think=False, think_budget=0, answer_tokens=10), Event())
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


PUMP = "The pump weighs 31.4 kg."


@pytest.mark.parametrize(
    ("options", "reply", "reasoning"),
    [
        (limits(think_budget=40), f"why\n</think>\n\n{PUMP}", "why\n"),
        (limits(think_budget=40), f"<think>\nwhy</think>{PUMP}", "\nwhy"),
        (limits(think_budget=40), f"Warum wiegt die Pumpe so viel?</think>{PUMP}", "Warum wiegt die Pumpe so viel?"),
        (limits(think_budget=40), f"why</think></think>\n{PUMP}</think>", "why"),
        (limits(think_budget=40), f"why</think>\n<think>but</think>\n{PUMP}", "whybut"),
        (limits(think=False, think_budget=40), PUMP, ""),
        (limits(think=False, think_budget=40), f"\n<think>\nwhy\n</think>\n{PUMP}", "\nwhy\n"),
        (limits(reasons=False, think_budget=40), f"<think>why</think>\n\n{PUMP}", "why"),
        (limits(think=False, think_budget=40), f"{PUMP[:10]}<think>why</think>{PUMP[10:]}", "why"),
    ],
)
def test_the_answer_is_the_same_with_any_use_of_reasoning_tags(
    tags: tuple[str, ...], options: ReplyOptions, reply: str, reasoning: str
) -> None:
    model = FakeChatModel(reply, specials=tags)
    said = replied(model, options)
    assert said.answer.strip() == said.reply.said.strip() == PUMP
    assert said.reasoning == reasoning
    assert model.detokenize(said.reply.answer_ids).strip() == PUMP
    timings = said.reply.timings(0.0)
    assert timings.answer_tokens <= len(PUMP) + 4  # blanks around the answer
    assert (timings.reasoning_tokens > 0) is (timings.reasoning_s > 0) is (reply != PUMP)
    assert not timings.reasoning_cut


def test_the_models_turn_begins_with_a_tag_or_with_an_empty_pair_of_them(tags: tuple[str, ...]) -> None:
    for options, opening in (
        (limits(), "<think>\n"),
        (limits(think=False), "<think>\n\n</think>\n\n"),
        (limits(reasons=False), ""),
    ):
        model = FakeChatModel(PUMP, specials=tags)
        replied(model, options)
        assert model.prompts[0].endswith(f"assistant\n{opening}")


def test_a_spent_budget_closes_reasoning_behind_a_newline_and_the_timings_say_so(tags: tuple[str, ...]) -> None:
    model = FakeChatModel("why" * 9, PUMP, specials=tags)
    said = replied(model, limits(think_budget=6))
    assert (said.reasoning, said.answer) == ("whywhy", PUMP)
    assert model.prompts[-1].endswith("<think>\nwhywhy\n</think>\n\n")
    assert said.reply.timings(0.0).reasoning_cut


def test_a_tag_that_is_begun_within_the_budget_may_be_ended_beyond_it() -> None:
    said = replied(FakeChatModel(f"why</think>{PUMP}"), limits(think_budget=4))
    assert (said.reasoning, said.answer) == ("why", PUMP)
    assert not said.reply.timings(0.0).reasoning_cut


def test_reasoning_that_ends_amid_its_tag_shows_no_piece_of_it() -> None:
    said = replied(FakeChatModel("why</thi", PUMP), limits(think_budget=80))
    assert (said.reasoning, said.answer) == ("why", PUMP)


def test_a_tag_that_an_answer_quotes_is_plain_text_in_the_history(tags: tuple[str, ...]) -> None:
    answer = "Write `<think>` before it."
    model = FakeChatModel(answer, specials=()) if tags else CutChatModel(answer, cuts=range(len(answer)))
    said = replied(model, limits(reasons=False))
    assert said.answer == answer
    assert said.reply.answer_ids == model.tokenize(answer, trusted=False)


THOUGHT = "Überlegung 漢字: 5 < 6"


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 99), max_size=30),
    st.sampled_from([PUMP, "Die Pumpe <K240> wiegt 31,4 kg.", "ポンプの重さは31.4キロです。"]),
)
def test_tokens_with_parts_of_a_tag_do_not_mix_reasoning_and_answer(cuts: list[int], answer: str) -> None:
    model = CutChatModel(f"{THOUGHT}\n</think>\n\n{answer}", cuts=cuts)
    said = replied(model, limits(think_budget=200), language=language_for(answer, None))
    assert (said.answer.strip(), said.reasoning) == (answer, f"{THOUGHT}\n")
    assert model.detokenize(said.reply.answer_ids).strip() == answer
    timings = said.reply.timings(0.0)
    assert timings.reasoning_tokens + timings.answer_tokens == model.said_tokens


@pytest.mark.parametrize("language", languages())
def test_reasoning_in_another_language_than_the_answers_leaves_the_answer_in_its_own(
    tags: tuple[str, ...], language: str
) -> None:
    thought = "Die Pumpe steht wohl im Keller des Hauses." if language != "de" else "The pump is likely in the cellar."
    wrong = "The pump is in the cellar of the house." if language != "en" else "Die Pumpe steht im Keller des Hauses."
    model = FakeChatModel(f"{thought}</think>\n{wrong}", " K240.", specials=tags)
    said = replied(model, limits(think_budget=200), language=language)
    assert said.reasoning == thought
    assert said.answer == phrase("opening", language).rstrip() + " K240."
