"""Reasoning has a budget and is never in the answer, the history or the citations."""

from threading import Event as StopEvent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.events import AnswerDelta, ReasoningBegun, ReasoningDelta
from ragassist.language.phrases import phrase
from ragassist.settings.choices import Thinking
from tests.ragassist.answering.scripted_answers import QUESTION, TAGS, ask, library, session, tags

__all__ = ["library", "tags"]


def test_reasoning_starts_with_an_event_with_its_time_limit(library: Library) -> None:
    asked, _ = session(library, "so</think>\n\nThe canal pump K240 weighs 31.4 kg with its motor [1].", tags=TAGS)
    _, events = ask(asked, QUESTION, AskOptions(think=Thinking.ON, think_seconds=9.0))
    assert [event.seconds for event in events if isinstance(event, ReasoningBegun)] == [9.0]


def test_reasoning_is_separated_and_is_neither_in_the_answer_nor_in_the_history(
    library: Library, tags: tuple[str, ...]
) -> None:
    asked, model = session(
        library,
        "secret thoughts</think>The canal pump K240 weighs 31.4 kg [1].",
        "It weighs that.",
        tags=tags,
    )
    answered, events = ask(asked, QUESTION, AskOptions(think=Thinking.ON))
    assert answered.reasoning == "secret thoughts"
    assert any(isinstance(event, ReasoningDelta) for event in events)
    assert "secret" not in answered.answer
    ask(asked, "And how heavy is the canal pump?", AskOptions(think=Thinking.OFF))
    assert "secret" not in model.prompts[-1]
    assert "31.4" in model.prompts[-1]


def test_endless_reasoning_is_closed_at_its_budget(library: Library, tags: tuple[str, ...]) -> None:
    asked, model = session(library, "why " * 500, "The canal pump K240 weighs 31.4 kg [1].", tags=tags)
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.ON, think_budget=40))
    assert answered.timings.reasoning_tokens == 40
    assert model.prompts[-1].endswith("</think>\n\n")
    assert answered.answer.startswith("The canal pump K240 weighs 31.4 kg")


def test_reasoning_that_is_opened_again_after_its_budget_ends_the_reply(library: Library, tags: tuple[str, ...]) -> None:
    again = "The canal pump K240 weighs 31.4 kg. <think>" + "why " * 500
    asked, _ = session(library, "why " * 500, again, tags=tags)
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.ON, think_budget=40))
    assert answered.answer.startswith("The canal pump K240 weighs 31.4 kg.")
    assert "why" not in answered.answer
    assert answered.timings.reasoning_tokens <= 40 + len(TAGS[0])


def test_a_model_without_reasoning_gets_no_reasoning_instruction_and_a_wish_for_it_is_answered_by_a_notice(
    library: Library, tags: tuple[str, ...]
) -> None:
    asked, model = session(library, "The canal pump K240 weighs 31.4 kg [1].", tags=tags, name="lfm2.5-1.2b-instruct")
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.ON))
    assert "think>" not in model.prompts[-1]
    assert phrase("does_not_reason", "en", model=asked.load_model(StopEvent()).title) in answered.notices
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.AUTO))
    assert not any("reason" in notice for notice in answered.notices)


@pytest.mark.parametrize("thought", ["", "I think the pump", "one <think> two <think> three"])
def test_reasoning_that_ends_without_an_answer_is_closed_and_the_answer_asked_for(
    library: Library, tags: tuple[str, ...], thought: str
) -> None:
    asked, model = session(library, thought + "<|im_end|>", "The canal pump K240 weighs 31.4 kg [1].", tags=tags)
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.ON))
    assert model.prompts[-1].endswith("</think>\n\n")
    assert answered.answer.startswith("The canal pump K240 weighs 31.4 kg")


def test_the_time_limit_ends_reasoning_as_the_token_budget_does(library: Library, tags: tuple[str, ...]) -> None:
    asked, model = session(library, "why " * 60, "The canal pump K240 weighs 31.4 kg [1].", tags=tags)
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.ON, think_seconds=1e-9))
    assert answered.timings.reasoning_tokens == 1
    assert model.prompts[-1].endswith("</think>\n\n")
    assert answered.answer.startswith("The canal pump K240 weighs 31.4 kg")


@pytest.mark.parametrize(
    "options", [AskOptions(think=Thinking.ON, think_budget=0), AskOptions(think=Thinking.ON, think_seconds=0)]
)
def test_a_budget_of_zero_switches_reasoning_off(library: Library, tags: tuple[str, ...], options: AskOptions) -> None:
    asked, model = session(library, "The canal pump K240 weighs 31.4 kg.", tags=tags)
    answered, _ = ask(asked, QUESTION, options)
    assert model.prompts[0].endswith("<think>\n\n</think>\n\n")
    assert answered.timings.reasoning_tokens == 0


def test_a_model_that_reasons_against_its_instruction_is_limited_by_the_budget(library: Library, tags: tuple[str, ...]) -> None:
    asked, model = session(library, "<think>" + "why " * 90, "The canal pump K240 weighs 31.4 kg [1].", tags=tags)
    answered, _ = ask(asked, QUESTION, AskOptions(think=Thinking.OFF, think_budget=20))
    assert answered.reasoning.startswith("why why")
    assert "why" not in answered.answer
    assert model.prompts[-1].endswith("</think>\n\n")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.sampled_from(["<think>", "</think>", "SECRET ", "密 ", "\n", "<", "</thin"]), max_size=12),
    st.sampled_from([TAGS[2:], TAGS]),
    st.sampled_from(list(Thinking)),
    st.integers(0, 40),
)
def test_text_in_reasoning_tags_is_never_in_answer_history_or_citations(
    library: Library, pieces: list[str], tags: tuple[str, ...], think: Thinking, budget: int
) -> None:
    reply = "<think>SECRET " + "".join(pieces) + "</think>The canal pump K240 weighs 31.4 kg [1]."
    inside, hidden = 0, ""
    for piece in ["<think>", "SECRET ", *pieces]:
        inside = 1 if piece == "<think>" else 0 if piece == "</think>" else inside
        hidden += piece if inside else ""
    open_secrets = "SECRET" in "".join(pieces).split("</think>", 1)[-1] and "</think>" in pieces
    asked, model = session(library, reply, "The canal pump K240 weighs 31.4 kg [1].", "It weighs that.", tags=tags)
    answered, events = ask(asked, QUESTION, AskOptions(think=think, think_budget=budget, language="en"))
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    if not open_secrets:
        assert "SECRET" not in shown + answered.answer
        assert all("SECRET" not in citation.quote for citation in answered.citations)
        ask(asked, "And how heavy is the canal pump?", AskOptions(think=Thinking.OFF, language="en"))
        assert "SECRET" not in model.prompts[-1]
    assert "<think>" not in answered.answer
    assert "</think>" not in answered.answer


def test_off_opens_the_turn_with_an_empty_closed_pair(library: Library, tags: tuple[str, ...]) -> None:
    asked, model = session(library, "The canal pump K240 weighs 31.4 kg.", tags=tags)
    ask(asked, QUESTION, AskOptions(think=Thinking.OFF))
    assert model.prompts[0].endswith("<think>\n\n</think>\n\n")
