"""Each kind of request is answered for the documents that it names, also without a chat model."""

from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.hits import Filter
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.kinds import RequestKind
from tests.ragassist.answering.club_papers import asked, library, prompts, session

__all__ = ["library", "session"]
from tests.ragassist.conftest import LibraryOf


def no_model(_: StopEvent) -> LoadedModel:
    raise ModelMissing("none is installed")


@pytest.mark.parametrize("kind", [None, "draft"])
def test_marks_in_passages_that_are_quoted_without_a_model_are_no_citations(library_of: LibraryOf, kind: str | None) -> None:
    session = Session(library_of({"study.md": "The pump weighs 31 kg [7] and is red."}), no_model)
    answered = session.answer("What does the pump weigh?", AskOptions(language="en", kind=RequestKind(kind) if kind else None))
    assert "[1] The pump weighs 31 kg [ 7 ] and is red." in answered.answer


def test_a_draft_is_marked_as_one_and_cites_its_facts(session: Session) -> None:
    said = "Dear landlord,\nthe notice period of the hall is seven months [1].\nYours sincerely"
    answered = asked(session, "Write a letter that ends the contract of Lease_hall", "draft", said)
    assert answered.answer.startswith(f"**{phrase('draft_mark', 'en')}**")
    assert answered.answer.rstrip().endswith("Yours sincerely")
    assert [Path(citation.path).name for citation in answered.citations] == ["Lease_hall.md"]
    assert phrase("draft_from", "en", documents="Lease_hall.md") in answered.notices


def test_a_name_of_several_documents_is_answered_by_a_choice_which_the_user_can_make(session: Session) -> None:
    which = asked(session, "Summarise the Protokoll", "summary")
    assert [Path(path).name for path in which.choices] == ["Protokoll_2019.txt", "Protokoll_2024.txt"]
    assert "2. Protokoll_2024.txt" in which.answer
    chosen = asked(session, "the second one", None, "The meeting began at 19 in the house by the lake [1].")
    assert chosen.kind == "summary"
    assert any("Protokoll_2024.txt" in notice for notice in chosen.notices)


def test_another_question_than_the_choice_is_answered_itself(session: Session) -> None:
    asked(session, "Summarise the Protokoll", "summary")
    other = asked(session, "What does a machine cost an hour according to the rules?", "lookup", "A machine costs 4 euros [1].")
    assert other.kind == "lookup"


@pytest.mark.parametrize("kind", ["summary", "overview", "count", "compare", "translate", "draft", "lookup"])
def test_every_kind_of_request_is_limited_to_its_documents(session: Session, library: Library, kind: str) -> None:
    (path,) = (row.path for row in library.documents() if row.path.endswith("Booking_rules.md"))
    answered = asked(session, "What about the notice period?", kind, "It is two days [1].", only=Filter(paths=(path,)))
    assert {Path(one.path).name for one in (*answered.citations, *answered.nearest)} <= {"Booking_rules.md"}
    assert "Lease_hall" not in answered.answer
    assert "Lease_hall" not in " ".join(answered.notices)


def test_a_name_after_an_at_sign_limits_the_request_to_its_document(session: Session) -> None:
    answered = asked(session, "What is the notice period? @Booking_rules", "lookup", "It is two days [1].")
    assert all(source.endswith("Booking_rules.md") for source in (citation.path for citation in answered.citations))
    assert "@Booking_rules" not in prompts(session)[0]
    assert "Lease_hall" not in prompts(session)[0]


def test_a_look_up_may_be_offered_as_another_kind_and_another_kind_as_a_look_up(session: Session) -> None:
    assert asked(session, "Summarise Lease_hall", "summary", "The rent is 790 euros [1].").instead == "lookup"
    assert asked(session, "Hello!", "smalltalk").instead == ""


@pytest.mark.parametrize("kind", ["compare", "translate", "draft", "summary", "extract"])
@pytest.mark.parametrize("language", languages())
def test_every_kind_is_answered_without_a_chat_model(library: Library, kind: str, language: str) -> None:
    session = Session(library, no_model)
    options = AskOptions(kind=RequestKind(kind), language=language)
    answered = (
        session.answer("Lease_hall and Booking_rules", options) if kind == "compare" else session.answer("Lease_hall", options)
    )
    assert answered.answer.strip()
    assert answered.model is None


def test_a_command_at_its_beginning_fixes_the_kind_of_a_request(session: Session) -> None:
    assert asked(session, "/summary Lease_hall", None, "The rent of the hall is 790 euros a month [1].").kind == "summary"
    assert asked(session, "/lookup Summarise Lease_hall", None, "The rent is 790 euros [1].").kind == "lookup"
    assert asked(session, "/etc/passwd says what?", None, "").question == "/etc/passwd says what?"
