"""The queue of other programs' questions: one is answered at a time, a few wait, and a client that disconnects is noticed."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from threading import Event

import pytest

from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.engine.chat_model import Prefilled
from ragassist.errors import QuestionInvalid, QueueFull
from ragassist.events import Answered
from ragassist.language.detection import detect, language_for
from ragassist.serving.question_queue import MOST_WAITING, QuestionQueue
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel
from tests.ragassist.small_house import SmallHouse, small_house

QUESTION = "How heavy is the pump?"


class SlowModel(FakeChatModel):
    """Evaluates its prompt until it is stopped or `go_on` is set."""

    def __init__(self, *replies: str) -> None:
        super().__init__(*replies)
        self.reading, self.go_on, self.stopped = Event(), Event(), 0

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        self.reading.set()
        while not self.go_on.wait(0.01):
            if stop.is_set():
                self.stopped += 1
                raise Stopped
        return super().prefill(ids, marks, stop)


@pytest.fixture
def house(tmp_path: Path, worker: Worker) -> SmallHouse:
    return small_house(tmp_path, worker)


async def ask(queue: QuestionQueue, question: str = QUESTION) -> Answered:
    async with aclosing(queue.ask(question, AskOptions(seed=1))) as events:
        async for event in events:
            if isinstance(event, Answered):
                return event
    raise AssertionError


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_client_that_disconnects_stops_its_answer_and_the_next_question_is_asked(house: SmallHouse) -> None:
    house.model = model = SlowModel("It weighs 31 kg.")
    queue = QuestionQueue(house)
    gone = asyncio.ensure_future(ask(queue))
    await until(model.reading.is_set)
    gone.cancel()
    await until(lambda: model.stopped == 1 and queue.taken == 0)
    model.go_on.set()
    assert "31 kg" in (await ask(queue)).answer
    await queue.close()


async def test_closing_the_iterator_also_stops_the_answer(house: SmallHouse) -> None:
    house.model = model = SlowModel()
    queue = QuestionQueue(house)
    events = queue.ask(QUESTION, AskOptions())
    await anext(events)
    await until(model.reading.is_set)
    await events.aclose()
    await until(lambda: model.stopped == 1 and queue.taken == 0)
    await queue.close()


async def test_a_few_questions_wait_and_one_more_is_refused(house: SmallHouse) -> None:
    house.model = model = SlowModel(*["It weighs 31 kg."] * 20)
    queue = QuestionQueue(house)
    waiting = [asyncio.ensure_future(ask(queue)) for _ in range(MOST_WAITING + 1)]
    await until(lambda: queue.taken == MOST_WAITING + 1)
    with pytest.raises(QueueFull):
        await ask(queue)
    with pytest.raises(QueueFull):
        await queue.search(QUESTION, 3)
    model.go_on.set()
    assert len({answered.answer for answered in await asyncio.gather(*waiting)}) == 1
    assert (await queue.search(QUESTION, 3))[1]
    await queue.close()


async def test_a_question_whose_client_disconnects_while_it_waits_is_never_asked(house: SmallHouse) -> None:
    house.model = model = SlowModel("It weighs 31 kg.")
    queue = QuestionQueue(house)
    first, second = asyncio.ensure_future(ask(queue)), asyncio.ensure_future(ask(queue, "How long is the pump?"))
    await until(lambda: queue.taken == 2 and model.reading.is_set())
    second.cancel()
    model.go_on.set()
    await first
    await until(lambda: queue.taken == 0)
    assert all("How long" not in prompt for prompt in model.prompts)
    await queue.close()


async def test_closing_the_queue_stops_the_current_answer(house: SmallHouse) -> None:
    house.model = model = SlowModel()
    queue = QuestionQueue(house)
    answering = asyncio.ensure_future(ask(queue))
    await until(model.reading.is_set)
    await queue.close()
    with pytest.raises(Stopped):
        await answering


async def test_earlier_turns_are_in_the_prompt_and_no_conversation_is_stored(house: SmallHouse) -> None:
    house.model = FakeChatModel("It weighs 31 kg.")
    queue = QuestionQueue(house)
    async with aclosing(
        queue.ask("How heavy is the pump then?", AskOptions(seed=1), [("What is it?", "A pump. [1]")])
    ) as events:
        assert [event async for event in events][-1]
    await queue.close()
    assert "What is it?" in house.model.prompts[0]
    assert "A pump." in house.model.prompts[0]
    assert not (house.settings.home / "conversations.sqlite").exists()


async def test_an_invalid_question_fails_at_once(house: SmallHouse) -> None:
    house.model = FakeChatModel()
    queue = QuestionQueue(house)
    with pytest.raises(QuestionInvalid):
        await ask(queue, "?!")
    assert queue.taken == 0
    await queue.close()


async def test_a_search_uses_the_language_that_its_query_would_be_answered_in(house: SmallHouse) -> None:
    italian = "Quanto pesa la pompa del canale senza il motore elettrico nuovo?"
    queue = QuestionQueue(house)
    assert (await queue.search(italian, 3))[0] == language_for(italian, None) != detect(italian)
    await queue.close()


async def test_a_question_of_a_few_characters_takes_the_language_of_the_earlier_turns(house: SmallHouse) -> None:
    house.model = FakeChatModel("Sie wiegt 31 kg.")
    queue = QuestionQueue(house)
    earlier = [("Wie schwer ist die Pumpe mit ihrem Motor?", "Sie wiegt 31 kg."), ("K240?", "31 kg.")]
    async with aclosing(queue.ask("K241?", AskOptions(seed=1), earlier)) as events:
        answered = [event async for event in events][-1]
    assert isinstance(answered, Answered)
    assert answered.language == "de"
    await queue.close()
