"""Questions from a file: answered in order, some of them in conversations, while indexing continues."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from indexes.files.priority import give_way
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.commands.batch import QuestionBatch
from ragassist.engine.chat_model import Token
from ragassist.models.entries import Sampling
from tests.fakes import FakeChatModel
from tests.ragassist.small_house import SmallHouse, small_house

QUESTION = "How heavy is the pump?"


class Indexing(FakeChatModel):
    """Waits, while it writes an answer, until background work of this home may go on."""

    home: Path

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        give_way(self.home)
        yield from super().decode(sampling, seed, limit, stop)


@pytest.fixture
def house(tmp_path: Path, worker: Worker) -> SmallHouse:
    return small_house(tmp_path, worker)


@pytest.fixture
def library(house: SmallHouse) -> Iterator[Library]:
    with house.open_library_to_search() as opened:
        yield opened


@pytest.mark.timeout(60)
def test_indexing_goes_on_while_a_batch_is_answered(house: SmallHouse, library: Library) -> None:
    house.model = model = Indexing("It weighs 31 kg.")
    model.home = house.settings.home
    (model.home / "answering.lock").touch()  # the file exists if a question was answered in this home before
    batch = QuestionBatch(house, library, AskOptions(seed=1), private=True)
    (answer,) = batch.answers([{"id": 7, "question": QUESTION}], Event())
    assert (answer["id"], answer["answer"][:16]) == (7, "It weighs 31 kg.")


def test_rows_of_a_conversation_continue_it_and_a_bad_row_does_not_affect_others(house: SmallHouse, library: Library) -> None:
    house.model = model = FakeChatModel("It weighs 31 kg.", "It is 31 kg heavy.")
    batch = QuestionBatch(house, library, AskOptions(seed=1), private=True)
    rows: list[dict[str, Any]] = [
        {"question": QUESTION, "conversation": 1},
        {"question": "?"},
        {"question": QUESTION, "conversation": 1},
    ]
    first, bad, second = batch.answers(rows, Event())
    assert "no words" in bad["error"]
    assert [answer["abstained"] for answer in (first, second)] == [False, False]
    assert model.prompts[-1].count(QUESTION) > model.prompts[0].count(QUESTION)
