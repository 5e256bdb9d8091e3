"""The last result is given again, in another length, language or form, over a small library with a scripted model."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.errors import DocumentUnknown
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.conversation import exchange_of
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.events import Answered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.models.registry import find_entry
from ragassist.requests.kinds import RequestKind
from ragassist.settings.choices import Thinking
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
LEASE = (
    "# Lease\n\n## Article 1 Rent\n\nThe rent of the hall is 790 euros a month.\n\n"
    "## Article 2 Notice\n\nThe notice period of the hall is seven months."
)
RULES = "# Rules\n\nThe notice period for a booking is two days. A machine costs 4 euros an hour."
TOLD = "The rent of the hall is 790 euros a month [1]. The notice period of the hall is seven months [2]."
SHORTER = {
    "en": "And shorter.",
    "de": "Kürzer bitte",
    "fr": "Plus court, s'il te plaît",
    "es": "más corto, por favor",
    "ar": "باختصار أكثر",
    "ja": "もっと短く",
    "ko": "더 짧게",
    "zh": "更短一点",
}
IN_SPANISH = {
    "en": "in Spanish please",
    "de": "und auf Spanisch?",
    "fr": "et en espagnol ?",
    "ar": "بالإسبانية من فضلك",
    "ja": "スペイン語でお願いします",
    "ko": "스페인어로 해 줘",
    "zh": "用西班牙语再说一遍",
}


@pytest.fixture
def session(fake_library: Library, worker: Worker, tmp_path: Path) -> Iterator[Session]:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (("Lease_hall.md", LEASE), ("Booking_rules.md", RULES)):
        (papers / name).write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    opened = Session(fake_library, lambda _: scripted())
    yield opened
    opened.close()


def scripted(*replies: str) -> LoadedModel:
    return LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))


def asked(session: Session, text: str, *replies: str, kind: RequestKind | None = None) -> Answered:
    loaded = scripted(*replies)
    session.load_model = lambda _: loaded
    return session.answer(text, AskOptions(kind=kind, think=Thinking.OFF, context_tokens=350, seed=1))


def prompts(session: Session) -> list[str]:
    model = session.load_model(StopEvent()).model
    assert isinstance(model, FakeChatModel)
    return model.prompts


def prompt(session: Session) -> str:
    return prompts(session)[-1]


@pytest.mark.parametrize("language", SHORTER)
def test_a_shorter_summary_has_half_as_many_sentences_about_the_same_document(session: Session, language: str) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    shorter = asked(session, SHORTER[language], "The rent of the hall is 790 euros a month [1].")
    assert (shorter.kind, shorter.answer) == ("summary", "The rent of the hall is 790 euros a month. [1]")
    assert shorter.question == SHORTER[language]
    assert phrase("summary_sentences", "en", count=1) in prompt(session)


@pytest.mark.parametrize("language", IN_SPANISH)
def test_a_summary_is_given_again_in_the_language_that_is_wanted(session: Session, language: str) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    again = asked(session, IN_SPANISH[language], "El alquiler de la sala es de 790 euros al mes [1].")
    assert (again.kind, again.language) == ("summary", "es")
    assert phrase("summary_instruction", "es") in prompts(session)[0]
    assert any("Lease_hall.md" in notice for notice in again.notices)


def test_longer_and_shorter_follow_each_other(session: Session) -> None:
    asked(session, "Summarise Lease_hall in two sentences", TOLD, kind=RequestKind.SUMMARY)
    asked(session, "Longer, please.", TOLD)
    assert phrase("summary_sentences", "en", count=4) in prompt(session)
    asked(session, "Only one sentence, please.", TOLD)
    assert phrase("summary_sentences", "en", count=1) in prompt(session)
    asked(session, "auf Deutsch bitte", "Die Miete der Halle beträgt 790 Euro im Monat [1].")
    assert phrase("summary_sentences", "de", count=1) in prompts(session)[0]


def test_a_translated_part_is_translated_again_into_another_language(session: Session) -> None:
    asked(session, "Translate article 1 of Lease_hall into German", "Artikel 1 Miete", kind=RequestKind.TRANSLATE)
    again = asked(session, "in French please", "Article 1 Loyer", "Le loyer de la salle est de 790 euros par mois.")
    assert (again.kind, again.language, again.answer_language) == ("translate", "en", "fr")
    assert "790 euros par mois" in again.answer
    assert len(again.citations) == 1


def test_shorter_than_a_translation_is_a_summary_in_its_language(session: Session) -> None:
    asked(session, "Translate Lease_hall into German", kind=RequestKind.TRANSLATE)
    shorter = asked(session, "And shorter.", "Die Miete der Halle beträgt 790 Euro im Monat [1].")
    assert (shorter.kind, shorter.language) == ("summary", "de")
    assert any("Lease_hall.md" in notice for notice in shorter.notices)


def test_an_answer_is_given_again_from_the_same_question_in_another_language(session: Session) -> None:
    asked(session, "What is the notice period of the hall?", "It is seven months [1].", kind=RequestKind.LOOKUP)
    again = asked(session, "in German please", "Die Kündigungsfrist der Halle beträgt sieben Monate [1].")
    assert (again.kind, again.language, again.question) == ("lookup", "de", "in German please")
    assert "What is the notice period of the hall?" in prompt(session)


def test_an_overview_is_given_again_in_another_language(session: Session) -> None:
    asked(session, "Which documents are in this library?", kind=RequestKind.OVERVIEW)
    again = asked(session, "auf Deutsch bitte")
    assert again.kind == "overview"
    assert phrase("request_library", "de", documents=2) in again.answer


def test_a_comparison_and_a_draft_are_written_again_with_the_wish(session: Session) -> None:
    said = "The notice period of the hall is seven months [1]. The notice period for a booking is two days [3]."
    asked(session, "Compare the notice period in Lease_hall and Booking_rules", said, kind=RequestKind.COMPARE)
    again = asked(session, "The same as a table.", said)
    assert again.kind == "compare"
    assert "Compare the notice period in Lease_hall and Booking_rules The same as a table." in prompt(session)
    asked(session, "The same as a table.", "The hall: seven months [1]. A booking: two days [2].")
    assert prompt(session).count("The same as a table.") == 1


def test_of_alternating_wishes_the_last_one_of_each_kind_counts(session: Session) -> None:
    said = "The notice period of the hall is seven months [1]. The notice period for a booking is two days [3]."
    first = "Compare the notice period in Lease_hall and Booking_rules"
    asked(session, first, said, kind=RequestKind.COMPARE)
    for wish in ("Shorter, please.", "The same as a table.", "Longer, please.", "in German please", "Shorter, please."):
        assert asked(session, wish, said).kind == "compare"
    assert f"{first} The same as a table. Shorter, please." in prompt(session)
    assert "Longer, please." not in prompt(session)


@pytest.mark.parametrize("gone", [("Booking_rules.md",), ("Booking_rules.md", "Lease_hall.md")])
@pytest.mark.parametrize("wish", ["And shorter.", "The same as a table.", "in German please"])
def test_a_comparison_of_documents_that_were_removed_since_isnt_made_again(
    session: Session, fake_library: Library, tmp_path: Path, gone: tuple[str, ...], wish: str
) -> None:
    said = "The notice period of the hall is seven months [1]. The notice period for a booking is two days [3]."
    asked(session, "Compare the notice period in Lease_hall and Booking_rules", said, kind=RequestKind.COMPARE)
    fake_library.remove([str(tmp_path / "papers" / name) for name in gone])
    with pytest.raises(DocumentUnknown, match=f"'{gone[0]}"):
        asked(session, wish, said)


def test_a_summary_of_a_document_that_was_removed_since_isnt_made_again(
    session: Session, fake_library: Library, tmp_path: Path
) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    fake_library.remove([str(tmp_path / "papers" / "Lease_hall.md")])
    with pytest.raises(DocumentUnknown, match=r"Lease_hall\.md"):
        asked(session, "And shorter.", TOLD)


def test_a_summary_as_a_table_is_asked_of_the_model_that_sees_the_summary_and_its_document(session: Session) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    table = asked(session, "The same as a table.", "The rent of the hall is 790 euros a month [1].")
    assert table.kind == "lookup"
    shown = prompt(session)
    assert "Summarise Lease_hall" in shown
    assert "Booking_rules" not in shown


def test_thanks_in_between_change_nothing(session: Session) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    asked(session, "Thanks!", kind=RequestKind.SMALLTALK)
    assert asked(session, "And shorter.", "The rent of the hall is 790 euros a month [1].").kind == "summary"


@pytest.mark.parametrize("text", [*SHORTER.values(), *IN_SPANISH.values()])
def test_a_wish_without_a_result_is_a_look_up(session: Session, text: str) -> None:
    assert asked(session, text, "").kind == "lookup"


def test_a_wish_is_about_the_last_result_of_a_resumed_conversation(session: Session) -> None:
    first = asked(session, "Summarise Lease_hall, please.", TOLD, kind=RequestKind.SUMMARY)
    later = Session(session.library, lambda _: scripted())
    later.resume([exchange_of(first, None)])
    assert asked(later, "And shorter.", "The rent of the hall is 790 euros a month [1].").kind == "summary"
    later.close()


def test_what_a_summary_cites_is_what_the_next_question_is_about(session: Session) -> None:
    asked(session, "Summarise Lease_hall", TOLD, kind=RequestKind.SUMMARY)
    again = asked(session, "Translate it into German.", "Mietvertrag", kind=RequestKind.TRANSLATE)
    assert any("Lease_hall.md" in notice for notice in again.notices)
