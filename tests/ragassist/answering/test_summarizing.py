"""Summaries of documents and of their parts, with a scripted model."""

from threading import Event as StopEvent

import pytest

from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import PartUnknown
from ragassist.events import Answered, PassagesRead, PassageTranslated
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.kinds import RequestKind
from ragassist.untrusted import CITATION_MARK
from tests.ragassist.answering.club_papers import asked, library, prompts, saying, scripted, session

__all__ = ["library", "session"]
from tests.ragassist.conftest import LibraryOf


def test_marks_in_headings_are_no_citations_of_a_summary_by_parts(library_of: LibraryOf) -> None:
    parts = "\n\n".join(f"## Part [{n}]\n\n{f'Pump {n} of the canal is red and weighs {n} kg. ' * 30}" for n in (7, 8, 9))
    session = Session(library_of({"study.md": f"# Study [5]\n\n{parts}"}), lambda _: scripted())
    answered = asked(session, "Give me a detailed outline of study, part by part", "summary", *["Pump 7 is red."] * 9)
    cited = {str(one.n) for one in answered.citations}
    assert {mark["n"] for mark in CITATION_MARK.finditer(answered.answer)} <= cited, answered.answer


def test_the_requested_number_of_sentences_is_kept_with_any_reply_of_the_model(session: Session) -> None:
    said = "The rent is 790 euros [1]. The notice period is seven months [2]. There are two articles."
    answered = asked(session, "Summarise Lease_hall in two sentences", "summary", said)
    assert "two articles" not in answered.answer
    assert "exactly 2 sentences" in prompts(session)[0]


def test_what_was_summarised_is_not_summarised_again(session: Session) -> None:
    first = asked(session, "Summarise Lease_hall", "summary", "The rent of the hall is 790 euros a month [1].")
    again = asked(session, "Summarise Lease_hall", "summary")
    assert again.answer == first.answer
    assert again.citations == first.citations
    assert prompts(session) == []


def test_a_damaged_stored_part_is_generated_again(session: Session, library: Library) -> None:
    asked(session, "Summarise Lease_hall", "summary", "The rent of the hall is 790 euros a month [1].")
    for path in (library.folder / "parts").glob("*.json"):
        path.write_text('{"text": "forged", "citations": [[99, 0, 1, true]], "passages": 1}', encoding="utf-8")
    again = asked(session, "Summarise Lease_hall", "summary", "The notice period of the hall is seven months [1].")
    assert "seven months" in again.answer


def test_a_stopped_summary_in_sentences_keeps_the_finished_parts(session: Session) -> None:
    loaded = scripted("The rent of the hall is 790 euros a month [1].", "The notice period of the hall is seven months [1].")
    session.load_model = lambda _: loaded
    stop, seen = StopEvent(), []
    options = AskOptions(kind=RequestKind.SUMMARY, language="en", context_tokens=20, seed=1)
    for event in session.ask("Summarise Lease_hall in one sentence", options, stop):
        seen.append(event)
        if isinstance(event, PassagesRead) and event.done:
            stop.set()
    assert isinstance(seen[-1], Answered)
    assert "790 euros" in seen[-1].answer


@pytest.mark.parametrize("kind", ["translate", "summary"])
@pytest.mark.parametrize("language", languages())
def test_a_request_for_a_missing_part_is_answered_with_the_existing_parts(session: Session, kind: str, language: str) -> None:
    part = {"ar": "المادة 99", "zh": "第99条", "ja": "第99条", "ko": "제99조를", "de": "Artikel 99", "es": "artículo 99"}
    options = AskOptions(kind=RequestKind(kind), language=language)
    answered = session.answer(f"Lease_hall {part.get(language, 'article 99')}", options)
    assert "99" in answered.answer
    assert "Article 1 Rent" in answered.answer
    assert "Article 2 Notice" in answered.answer
    assert answered.citations == ()


@pytest.mark.parametrize("part", ["article 99", "chapter 3", "page 4", "the garden", "Artikel 99", "第九十九条"])
def test_a_missing_part_in_an_option_is_an_error_with_the_existing_parts(session: Session, library: Library, part: str) -> None:
    lease = next(row for row in library.documents() if row.path.endswith("Lease_hall.md"))
    with pytest.raises(PartUnknown, match=r"Lease_hall\.md has no .*“Article 1 Rent”, “Article 2 Notice”"):
        list(session.translate(lease, "de", part, AskOptions(language="en")))


@pytest.mark.parametrize("part", ["article 2", "Artikel 2", "the second article", "NOTICE", "第2条"])
def test_a_part_is_named_by_its_number_in_any_language_or_by_words_of_its_heading(
    session: Session, library: Library, part: str
) -> None:
    loaded = scripted("Artikel 2 Kündigung", "Die Kündigungsfrist der Halle beträgt sieben Monate.")
    session.load_model = lambda _: loaded
    lease = next(row for row in library.documents() if row.path.endswith("Lease_hall.md"))
    events = list(session.translate(lease, "de", part, AskOptions(language="en")))
    originals = [line.original for event in events if isinstance(event, PassageTranslated) for line in event.lines]
    assert originals == ["Article 2 Notice", "The notice period of the hall is seven months."]


def test_a_request_for_a_part_of_a_document_without_headings_is_answered_by_a_notice(session: Session) -> None:
    answered = asked(session, "Translate article 3 of Protokoll_2019", "translate")
    assert answered.answer.endswith(phrase("no_outline", "en"))


def test_the_forecast_of_a_summary_and_a_translation_comes_before_their_first_passage(session: Session) -> None:
    for kind, text in (("summary", "Summarise Lease_hall"), ("translate", "Translate Lease_hall into German")):
        session.load_model = saying("The rent of the hall is 790 euros a month [1].")
        events = list(session.ask(text, AskOptions(kind=RequestKind(kind), language="en", seed=1)))
        read = [event for event in events if isinstance(event, PassagesRead)]
        assert read[0].done == 0
        assert (read[0].seconds_left or 0) > 1
        assert read[-1].done == read[-1].total
        assert read[-1].seconds_left == pytest.approx(0)


def test_a_stored_summary_has_a_forecast_of_no_time(session: Session) -> None:
    asked(session, "Summarise Lease_hall", "summary", "The rent of the hall is 790 euros a month [1].")
    events = list(session.ask("Summarise Lease_hall", AskOptions(kind=RequestKind.SUMMARY, language="en", context_tokens=350)))
    assert [event.seconds_left for event in events if isinstance(event, PassagesRead)] == [0.0, 0.0]
