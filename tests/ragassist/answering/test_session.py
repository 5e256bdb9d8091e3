"""A conversation: its history, work in idle time, follow-up questions, and what is stored."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event as StopEvent
from threading import Thread

import pytest

from indexes.conversations.records import Exchange
from indexes.conversations.store import Conversations
from indexes.errors import StorageFull
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.engine.chat_model import Prefilled
from ragassist.errors import ModelMissing, QuestionInvalid
from ragassist.events import AnswerDelta, Answered, PromptBuilt, Retrieved, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.models.registry import find_entry
from ragassist.requests.kinds import RequestKind
from ragassist.settings.choices import FollowUp, Thinking
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
PAPERS = {
    "pump.md": "The canal pump K240 weighs 31.4 kg with its motor.",
    "lift.md": "The greatest lift of the canal pump K240 is 22 metres.",
    "lease.txt": "The rent of the warehouse is 790 euros a month.",
    "curry.txt": "The open day curry needs 4.8 kg of onions, fried slowly.",
}
WEIGHT, SAID = (
    "How much does the canal pump K240 weigh with its motor?",
    "The canal pump K240 weighs 31.4 kg with its motor [1].",
)
PLAIN = AskOptions(think=Thinking.OFF)


@pytest.fixture
def library(fake_library: Library, worker: Worker, tmp_path: Path) -> Library:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    return fake_library


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations(tmp_path / "conversations.sqlite") as kept:
        yield kept


Open = Callable[..., tuple[Session, FakeChatModel]]


@pytest.fixture
def opened(library: Library) -> Open:
    def open_one(
        *replies: str, store: Conversations | None = None, context: int = 100_000, tags: tuple[str, ...] = TAGS
    ) -> tuple[Session, FakeChatModel]:
        model = FakeChatModel(*replies, specials=tags, context=context)
        loaded = LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))
        return Session(library, lambda _: loaded, store=store), model

    return open_one


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


def test_closing_a_conversation_waits_until_an_answer_is_stored(opened: Open, tmp_path: Path) -> None:
    closing = StopEvent()

    class Slow(Conversations):
        def new(self, library: str, language: str) -> str:
            closer.start()
            closing.wait(1)
            return super().new(library, language)

        def close(self) -> None:
            super().close()
            closing.set()

    session, _ = opened(SAID, store=Slow(tmp_path / "conversations.sqlite"))
    closer = Thread(target=session.close)
    session.answer(WEIGHT, PLAIN)
    closer.join()
    with Conversations(tmp_path / "conversations.sqlite") as kept:
        assert [summary.title for summary in kept.recent()] == [WEIGHT]


def test_an_answer_after_the_end_of_its_conversation_is_not_stored(opened: Open, store: Conversations) -> None:
    session, _ = opened(SAID, store=store)
    events = session.ask(WEIGHT, PLAIN)
    next(events)
    session.close()
    assert [event.answer for event in events if isinstance(event, Answered)] == [SAID.replace(" [1].", ". [1]")]


def test_a_refusal_is_not_in_the_history(opened: Open) -> None:
    session, model = opened(phrase("refusal", "en"), " Elephants are grey.", SAID)
    assert session.answer(WEIGHT, PLAIN).abstained
    session.answer(WEIGHT, PLAIN)
    assert "I cannot find" not in model.prompts[-1].split("Question:")[0]


def test_after_a_refusal_there_is_nothing_to_evaluate_in_advance(opened: Open) -> None:
    session, model = opened("I cannot find this in your documents.", "I cannot find this in your documents.")
    assert session.answer(WEIGHT, PLAIN).abstained
    asked = len(model.prompts)
    session.settle()
    assert len(model.prompts) == asked


def test_sources_that_were_evaluated_while_typing_are_not_evaluated_again(opened: Open) -> None:
    session, model = opened(SAID, SAID)
    session.prepare("How much does the canal pump K2", PLAIN)
    prepared = len(model.prompt_ids[-1])
    answered = session.answer(WEIGHT, PLAIN)
    assert answered.timings.reused_tokens == prepared
    assert answered.timings.evaluated_tokens == answered.timings.prompt_tokens - prepared


def test_sources_keep_their_prepared_order_as_far_as_it_helps(opened: Open, library: Library) -> None:
    session, model = opened(SAID, SAID)
    session.prepare("greatest lift of the canal pump", PLAIN)
    begun = model.prompts[-1]
    events = list(session.ask(WEIGHT, PLAIN))
    assert model.prompts[-1].startswith(begun[: begun.index("[2]")])
    sources = next(event for event in events if isinstance(event, Retrieved)).evidence.sources
    assert [source.n for source in sources] == list(range(1, len(sources) + 1))
    assert sources[0].path.endswith("lift.md")


@pytest.mark.parametrize("text", ["", " ?", "？！", "x" * 5_000])
def test_text_that_is_not_a_question_is_not_prepared(opened: Open, text: str) -> None:
    session, model = opened()
    session.prepare(text, PLAIN)
    assert model.prompts == []


def test_a_question_stops_work_in_idle_time(library: Library) -> None:
    begun = StopEvent()

    class Slow(FakeChatModel):
        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            if not begun.is_set():
                begun.set()
                assert stop.wait(20)
            return super().prefill(ids, marks, stop)

    model = Slow(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")))
    typing = Thread(target=session.prepare, args=(WEIGHT, PLAIN))
    typing.start()
    assert begun.wait(20)
    assert session.answer(WEIGHT, PLAIN).answer.startswith("The canal pump")
    typing.join()


def test_a_key_that_stops_preparation_keeps_the_order_of_the_evaluated_sources(library: Library) -> None:
    class Stopping(FakeChatModel):
        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            if not self.prompts:
                super().prefill(ids, marks, stop)
                raise Stopped
            return super().prefill(ids, marks, stop)

    model = Stopping(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")))
    session.prepare("greatest lift of the canal pump", PLAIN)
    sources = next(event for event in session.ask(WEIGHT, PLAIN) if isinstance(event, Retrieved)).evidence.sources
    assert sources[0].path.endswith("lift.md")


def test_a_stop_ends_the_loading_of_the_model(library: Library) -> None:
    stop = StopEvent()

    def load(given: StopEvent) -> LoadedModel:
        assert given.wait(20)
        raise Stopped

    events = Session(library, load).ask(WEIGHT, PLAIN, stop)
    assert StageEntered("loading") in iter(lambda: next(events), None)
    stop.set()
    with pytest.raises(Stopped):
        next(events)


def test_a_key_that_stops_preparation_does_not_stop_loading_the_model(library: Library) -> None:
    stop, model = StopEvent(), FakeChatModel(SAID, specials=TAGS)

    def load(given: StopEvent) -> LoadedModel:
        stop.set()
        assert not given.is_set()
        return LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))

    Session(library, load).prepare(WEIGHT, PLAIN, stop)
    assert stop.is_set()


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


def test_a_stored_conversation_is_continued_with_its_state(opened: Open, store: Conversations) -> None:
    session, model = opened(SAID, store=store)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    (kept,) = store.exchanges(session.conversation or "")
    assert (kept.question, kept.said) == (WEIGHT, SAID)
    later, fresh = opened(SAID, store=store)
    later.conversation = session.conversation
    later.resume(store.exchanges(session.conversation or ""))
    answered = later.answer("And its lift?", PLAIN)
    settled = len(model.prompt_ids[-1])
    assert answered.timings.reused_tokens == settled
    assert fresh.prompt_ids[-1][:settled] == model.prompt_ids[-1]
    assert store.recent()[0].exchanges == 2


def test_an_answer_that_cannot_be_stored_is_still_given(opened: Open, store: Conversations) -> None:
    class Full(Conversations):
        def add(self, conversation: str, exchange: Exchange) -> None:
            raise StorageFull("the disk is full")

    with Full(store.path) as full:
        session, _ = opened(SAID, SAID, store=full)
        answered = session.answer(WEIGHT, PLAIN)
        assert answered.answer.startswith("The canal pump")
        assert "the disk is full" in answered.notices
        assert isinstance(list(session.ask("And its lift?", PLAIN))[-1], Answered)


def test_nothing_of_a_private_conversation_is_stored(opened: Open, tmp_path: Path) -> None:
    session, _ = opened(SAID)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    assert session.conversation is None
    assert not list(tmp_path.glob("conversations*"))


@pytest.mark.parametrize("deleted_by", ["prefill", "keep"])
def test_a_conversation_that_is_deleted_while_its_state_is_written_leaves_no_state(
    library: Library, store: Conversations, deleted_by: str
) -> None:
    class Deleting(FakeChatModel):
        """Deletes the conversation, as another program would, before or while its state is written."""

        settling = False

        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            self._deleted("prefill")
            return super().prefill(ids, marks, stop)

        def keep(self, path: Path) -> None:
            self._deleted("keep")
            super().keep(path)

        def _deleted(self, stage: str) -> None:
            if self.settling and stage == deleted_by:
                with Conversations(store.path) as other:
                    other.delete(session.conversation or "")

    model = Deleting(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")), store=store)
    session.answer(WEIGHT, PLAIN)
    model.settling = True
    session.settle()
    assert not store.state_of(session.conversation or "").exists()


def test_a_follow_up_counts_the_passages_without_room(opened: Open) -> None:
    session, _ = opened(SAID, "It is 22 metres.")
    session.answer(WEIGHT, PLAIN)
    options = AskOptions(think=Thinking.OFF, context_tokens=30)
    question = "And its greatest lift?"
    found = next(event for event in session.ask(question, options) if isinstance(event, Retrieved)).evidence
    assert found.left_out
    assert not {source.passage for source in found.left_out} & {source.passage for source in found.sources}
    assert phrase("dropped", "en", count=len(found.left_out)) in session.answer(question, options).notices


@pytest.mark.parametrize("question", ["運河水泵連同電機有多重？", "運河水泵K240連同電機有多重？"])
def test_a_question_in_traditional_characters_is_answered_in_them(opened: Open, question: str) -> None:
    session, _ = opened("运河水泵K240连同电机重31.4 kg [1]。")
    *events, answered = session.ask(question, AskOptions(think=Thinking.OFF, language="zh"))
    assert isinstance(answered, Answered)
    assert not set(answered.answer) & set("运这说没网关档时问为们连电机")
    pieces = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert pieces == answered.answer


def test_a_question_without_characters_of_one_form_is_answered_in_the_form_of_the_one_before(opened: Open) -> None:
    session, _ = opened("运河水泵重31.4 kg [1]。", "运河水泵重31.4 kg [1]。")
    first = session.answer("運河水泵有多重？", AskOptions(think=Thinking.OFF, language="zh"))
    again = session.answer("多重？", AskOptions(think=Thinking.OFF, language="zh"))
    plain = opened("运河水泵重31.4 kg [1]。")[0].answer("水泵多重？", AskOptions(think=Thinking.OFF, language="zh"))
    assert not set(first.answer + again.answer) & set("运这说没网关档时问为们连电机")
    assert not set(plain.answer) & set("運這說沒網關檔時問為們連電機")


def test_names_of_documents_stay_as_they_are_in_traditional_characters(
    library: Library, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "papers" / "发票 2024.txt").write_text("这是发票。", encoding="utf-8")
    Indexer(library, worker).update([tmp_path / "papers"])

    def no_model(_: StopEvent) -> LoadedModel:
        raise ModelMissing("none")

    *events, answered = Session(library, no_model).ask("這裡有哪些文件？", AskOptions(kind=RequestKind.OVERVIEW, language="zh"))
    assert isinstance(answered, Answered)
    assert "发票 2024.txt" in answered.answer
    assert not set(answered.answer.replace("发票 2024.txt", "")) & set("这个档问时们语种页")
    assert "".join(event.text for event in events if isinstance(event, AnswerDelta)) == answered.answer


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        ("請把 lift.md 翻譯成日文", "運河ポンプの最大揚程は22メートルです。学校と会社。", "学校と会社"),
        ("請把 lift.md 翻譯成簡體中文", "运河水泵的最大扬程是22米。", "运河水泵"),
        ("請把 lift.md 翻譯成中文", "运河水泵的最大扬程是22米。", "運河水泵"),
    ],
)
def test_a_translation_is_in_the_language_and_form_that_was_asked_for(
    opened: Open, question: str, said: str, shown: str
) -> None:
    session, _ = opened(*[said] * 3)
    answered = session.answer(question, AskOptions(kind=RequestKind.TRANSLATE, language="zh"))
    assert shown in answered.answer
