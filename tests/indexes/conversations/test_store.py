"""Conversations are stored, found in any script and deleted completely; a damaged file or a failing disk gives one line."""

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.conversations.records import Citation, Exchange, Timings
from indexes.conversations.store import Conversations
from indexes.errors import ConversationUnknown, StorageFull
from indexes.records import Place
from tests.paths import ROOT

SAID = {
    "en": ("How heavy is the canal pump?", "It weighs 31.4 kg [1].", "pump"),
    "ar": ("كم يبلغ وزن المضخة؟", "تزن 31.4 كغ", "وزن"),
    "zh": ("水泵有多重？", "重31.4公斤。", "水泵"),
    "fr": ("Combien pèse la pompe ?", "Elle pèse 31,4 kg.", "pèse"),
    "de": ("Wie schwer ist die Kreiselpumpe?", "Sie wiegt 31,4 kg.", "kreisel"),
    "ja": ("ポンプの重さは？", "31.4キロです。", "重さ"),
    "ko": ("펌프의 무게는?", "31.4킬로그램입니다.", "무게"),
    "es": ("¿Cuánto pesa la bomba?", "Pesa 31,4 kg.", "bomba"),
}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations(tmp_path / "conversations.sqlite") as opened:
        yield opened


def talk(kept: Conversations, *exchanges: Exchange) -> str:
    conversation = kept.new("default", "en")
    for exchange in exchanges:
        kept.add(conversation, exchange)
    return conversation


def test_an_exchange_is_read_as_it_was_stored(kept: Conversations) -> None:
    citation = Citation(n=1, path="/papers/pump.pdf", place=Place(page=3), start=5, end=9, quote="31.4", supported=True)
    exchange = Exchange(
        question="How heavy?", answer="31.4 kg [1]", language="en", answer_language="en", citations=(citation,),
        reasoning="hm", model="m",
        timings=Timings(total_s=1.5, prompt_tokens=7), said="31.4 kg", answer_ids=(4, 5), nearest=(citation,), marks=(0,),
        at=12.5,
    )  # fmt: skip
    conversation = talk(kept, exchange)
    assert kept.exchanges(conversation) == [exchange]
    (summary,) = kept.recent()
    assert (summary.id, summary.title, summary.exchanges, summary.changed) == (conversation, "How heavy?", 1, 12.5)


def test_the_last_conversation_with_a_library_is_found_behind_any_number_with_another(kept: Conversations) -> None:
    exchange = Exchange(question="How heavy?", answer="31.4 kg", language="en", answer_language="en")
    wanted = talk(kept, exchange)
    for _ in range(60):
        kept.add(kept.new("other", "en"), exchange)
    assert [summary.id for summary in kept.recent(1, "default")] == [wanted]
    assert len(kept.recent(100)) == 61


@pytest.mark.parametrize("language", SAID)
def test_a_conversation_is_found_by_its_words_in_any_script(kept: Conversations, language: str) -> None:
    talks = {
        code: talk(kept, Exchange(question=question, answer=answer, language=code, answer_language=code))
        for code, (question, answer, _) in SAID.items()
    }
    assert [summary.id for summary in kept.find(SAID[language][2])] == [talks[language]]


def test_words_that_no_conversation_has_together_find_nothing(kept: Conversations) -> None:
    talk(
        kept,
        Exchange(question="red", answer="apple", language="en", answer_language="en"),
        Exchange(question="green", answer="pear", language="en", answer_language="en"),
    )
    assert kept.find("red pear") == kept.find('"*') == []


def test_another_title_is_found_and_the_old_one_is_not(kept: Conversations) -> None:
    conversation = talk(kept, Exchange(question="first question", answer="answer", language="en", answer_language="en"))
    kept.rename(conversation, "Zebra\nstripes")
    assert kept.find("zebra")[0].title == "Zebra stripes"


def test_no_byte_of_a_deleted_conversation_stays(kept: Conversations) -> None:
    other = talk(kept, Exchange(question="what stays", answer="this", language="en", answer_language="en"))
    gone = talk(kept, Exchange(question="the xylophonist's secret", answer="xylophonist", language="en", answer_language="en"))
    kept.state_of(gone).parent.mkdir()
    kept.state_of(gone).write_bytes(b"xylophonist")
    kept.delete(gone)
    left = [path.read_bytes() for path in kept.path.parent.rglob("*") if path.is_file()]
    assert left
    assert not any(b"xylophonist" in data for data in left)
    assert [summary.id for summary in kept.recent()] == [other]
    with pytest.raises(ConversationUnknown):
        kept.exchanges(gone)


def test_the_files_are_readable_only_for_their_owner(kept: Conversations) -> None:
    talk(kept, Exchange(question="a", answer="b", language="en", answer_language="en"))
    assert {path.stat().st_mode & 0o077 for path in kept.path.parent.glob("conversations.sqlite*")} == {0}


def test_an_id_may_be_shortened_as_long_as_it_is_unique(kept: Conversations) -> None:
    conversation = talk(kept, Exchange(question="a", answer="b", language="en", answer_language="en"))
    assert kept.summary(conversation[:5]).id == conversation
    for wrong in ("", "no such id"):
        with pytest.raises(ConversationUnknown):
            kept.summary(wrong)


def test_two_processes_write_to_one_file(kept: Conversations) -> None:
    conversation = talk(kept)
    script = (
        "import sys; from pathlib import Path; from indexes.conversations.store import Conversations;"
        "from indexes.conversations.records import Exchange; kept = Conversations(Path(sys.argv[1]));"
        "[kept.add(sys.argv[2], Exchange(question=f'theirs {n}', answer='b', language='en', answer_language='en'))"
        " for n in range(20)]"
    )
    other = subprocess.Popen([sys.executable, "-c", script, kept.path, conversation], cwd=ROOT)
    for number in range(20):
        kept.add(conversation, Exchange(question=f"ours {number}", answer="b", language="en", answer_language="en"))
    assert other.wait(60) == 0
    asked = [exchange.question for exchange in kept.exchanges(conversation)]
    assert len(asked) == 40
    for whose in ("ours", "theirs"):
        assert [question for question in asked if question.startswith(whose)] == [f"{whose} {n}" for n in range(20)]


def test_a_damaged_file_is_put_aside_and_reported_and_a_new_one_is_created(kept: Conversations) -> None:
    talk(kept, Exchange(question="a", answer="b", language="en", answer_language="en"))
    kept.close()
    damaged = b"no database " * 1000
    kept.path.write_bytes(damaged)
    said: list[str] = []
    with Conversations(kept.path, said.append) as fresh:
        assert fresh.recent() == []
        talk(fresh, Exchange(question="c", answer="d", language="en", answer_language="en"))
        assert len(fresh.recent()) == 1
    (line,) = said
    (aside,) = kept.path.parent.glob("*.broken-*")
    assert str(aside) in line
    assert aside.read_bytes() == damaged


def test_a_file_whose_damage_is_found_later_is_put_aside_too(kept: Conversations) -> None:
    talk(kept, *[Exchange(question=f"question {n}", answer="x" * 3000, language="en", answer_language="en") for n in range(40)])
    kept.close()
    data = bytearray(kept.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    kept.path.write_bytes(data)
    said: list[str] = []
    with Conversations(kept.path, said.append) as fresh:
        with pytest.raises(ConversationUnknown):
            for _ in range(3):
                fresh.find("question")
                fresh.recent()
                fresh.exchanges(fresh.new("default", "en"))
        assert len(said) == 1
        assert fresh.recent() == []


def test_a_full_disk_gives_one_line_and_stored_conversations_stay(kept: Conversations) -> None:
    conversation = talk(kept, Exchange(question="kept", answer="b", language="en", answer_language="en"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(StorageFull):
            kept.add(conversation, Exchange(question="too much", answer="x" * 1_000_000, language="en", answer_language="en"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert [exchange.question for exchange in kept.exchanges(conversation)] == ["kept"]
