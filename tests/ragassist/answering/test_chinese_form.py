"""A question in traditional characters is answered in them."""

from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Answered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.requests.kinds import RequestKind
from ragassist.settings.choices import Thinking
from tests.ragassist.answering.canal import Open


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
