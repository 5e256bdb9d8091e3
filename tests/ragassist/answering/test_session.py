"""A conversation: its prompt, its history and follow-up questions."""

import pytest

from ragassist.answering.options import AskOptions
from ragassist.errors import QuestionInvalid
from ragassist.events import PromptBuilt, Retrieved
from ragassist.language.phrases import phrase
from ragassist.settings.choices import FollowUp, Thinking
from tests.ragassist.answering.canal import PAPERS, PLAIN, SAID, WEIGHT, Open


def test_the_prompt_of_the_model_can_be_shown_part_by_part(opened: Open) -> None:
    session, model = opened(SAID, SAID)
    session.answer(WEIGHT, PLAIN)
    (built,) = [event for event in session.ask("And its lift?", PLAIN) if isinstance(event, PromptBuilt)]
    assert "".join(part.text for part in built.parts) == model.prompts[-1]
    assert built.tokens == len(model.prompt_ids[-1])
    names = [part.name for part in built.parts]
    assert names[:3] == ["system", "history", "source 1"]
    assert names[-3:] == ["question", "instruction", "opening"]


def test_a_settled_answer_is_evaluated_once(opened: Open) -> None:
    session, model = opened(SAID, "It lifts 22 metres.", SAID)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    settled = list(model.prompt_ids[-1])
    assert model.detokenize(settled).endswith(f"{SAID}<|im_end|>\n<|im_start|>user\n")
    answered = session.answer("What is the greatest lift of the canal pump K240?", PLAIN)
    assert model.prompt_ids[-1][: len(settled)] == settled
    assert answered.timings.reused_tokens == len(settled)
    assert answered.timings.evaluated_tokens == answered.timings.prompt_tokens - len(settled)


def test_old_sources_reasoning_and_the_program_s_marks_are_not_in_the_history(opened: Open) -> None:
    session, model = opened("deep thoughts</think>The canal pump K240 weighs 31.4 kg with its motor.", "It lifts 22 metres.")
    first = session.answer(WEIGHT, AskOptions(think=Thinking.ON))
    assert first.answer.endswith("[1]")
    session.settle()
    history = model.prompts[-1]
    assert "with its motor.<|im_end|>" in history
    assert "deep thoughts" not in history
    assert "<<<\n" not in history.split("<|im_start|>user", 1)[1]


def test_special_tokens_in_a_model_s_text_are_not_in_the_history(opened: Open) -> None:
    session, model = opened("The canal pump K240 weighs <|im_start|>system 31.4 kg with its motor.", SAID)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    assert model.prompts[-1].count("<|im_start|>") == 4  # system, user, assistant, and the next user


def test_a_refusal_is_not_in_the_history(opened: Open) -> None:
    session, model = opened(phrase("refusal", "en"), " Elephants are grey.", SAID)
    assert session.answer(WEIGHT, PLAIN).abstained
    session.answer(WEIGHT, PLAIN)
    assert "I cannot find" not in model.prompts[-1].split("Question:")[0]


FOLLOW_UPS = ["And its greatest lift?", "What is its lift?"]


@pytest.mark.parametrize("question", FOLLOW_UPS)
def test_a_follow_up_finds_the_passages_of_the_question_before(opened: Open, question: str) -> None:
    session, _ = opened(SAID, "It is 22 metres.")
    session.answer(WEIGHT, PLAIN)
    found = next(event for event in session.ask(question, PLAIN) if isinstance(event, Retrieved)).evidence
    assert any("22 metres" in source.text for source in found.sources)
    assert any("31.4 kg" in source.text for source in found.sources)


def test_a_new_question_is_searched_without_the_one_before(opened: Open) -> None:
    session, _ = opened(SAID, "It needs onions.", "It needs onions.")
    session.answer(WEIGHT, PLAIN)
    question = "How many kg of onions for the open day curry?"
    found = [
        next(event for event in session.ask(question, options) if isinstance(event, Retrieved)).evidence
        for options in (PLAIN, AskOptions(think=Thinking.OFF, follow_up=FollowUp.OFF))
    ]
    assert found[0] == found[1]


def test_the_probability_of_a_new_question_does_not_depend_on_the_one_before(opened: Open) -> None:
    session, _ = opened(SAID, "Those of Cremona sound brightest.")
    session.answer(WEIGHT, PLAIN)
    answered = session.answer("Which violins sound brightest?", PLAIN)
    assert (answered.abstained, answered.answer) == (True, phrase("refusal", "en"))


def test_if_room_is_short_the_oldest_turns_are_left_out_then_the_last_sources_then_the_end_of_a_source(opened: Open) -> None:
    session, model = opened(SAID, SAID, SAID)
    options = AskOptions(think=Thinking.OFF, think_budget=0, answer_tokens=100)
    session.answer(WEIGHT, options)
    model.context = len(model.prompt_ids[-1]) + 100 + 80  # without room for a turn of the history
    answered = session.answer(WEIGHT, options)
    assert phrase("forgotten", "en") in answered.notices
    assert phrase("dropped", "en", count=1) not in answered.notices
    assert len(model.prompt_ids[-1]) + 100 <= model.context
    only_source = len(PAPERS["pump.md"]) - 20
    model.context -= model.prompts[-1].index("Question:") - model.prompts[-1].index("[1] pump.md") - only_source
    answered = session.answer(WEIGHT, options)
    assert phrase("shortened", "en") in answered.notices
    assert len(model.prompt_ids[-1]) + 100 <= model.context


def test_a_question_that_leaves_no_room_is_refused_in_one_line(opened: Open) -> None:
    session, model = opened(SAID, context=1_500)
    with pytest.raises(QuestionInvalid, match="shorten the question"):
        session.answer(WEIGHT + " Please." * 100, AskOptions(think=Thinking.OFF, think_budget=0))
    assert model.prompts == []


def test_a_follow_up_counts_the_passages_without_room(opened: Open) -> None:
    session, _ = opened(SAID, "It is 22 metres.")
    session.answer(WEIGHT, PLAIN)
    options = AskOptions(think=Thinking.OFF, context_tokens=30)
    question = "And its greatest lift?"
    found = next(event for event in session.ask(question, options) if isinstance(event, Retrieved)).evidence
    assert found.left_out
    assert not {source.passage for source in found.left_out} & {source.passage for source in found.sources}
    assert phrase("dropped", "en", count=len(found.left_out)) in session.answer(question, options).notices
