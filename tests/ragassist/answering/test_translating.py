"""Translations of documents, with a scripted model."""

from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.events import Answered, PassageTranslated
from ragassist.language.phrases import phrase
from ragassist.requests.kinds import RequestKind
from ragassist.untrusted import CITATION_MARK
from tests.ragassist.answering.club_papers import asked, library, prompts, scripted, session

__all__ = ["library", "session"]
from tests.ragassist.conftest import LibraryOf


def test_a_translation_is_complete_and_has_the_paragraphs_of_the_original(session: Session) -> None:
    replies = ("Die Miete der Halle beträgt 790 Euro im Monat.", "Die Kündigungsfrist der Halle beträgt sieben Monate.")
    events = list(ask_events(session, "Translate Lease_hall into German", "Mietvertrag", "Artikel 1 Miete", replies[0],
                             "Artikel 2 Kündigung", replies[1]))  # fmt: skip
    lines = [line for event in events if isinstance(event, PassageTranslated) for line in event.lines]
    assert [line.original for line in lines] == [
        "Lease",
        "Article 1 Rent",
        "The rent of the hall is 790 euros a month.",
        "Article 2 Notice",
        "The notice period of the hall is seven months.",
    ]
    assert [line.said for line in lines][2] == replies[0]
    assert all(line.kept for line in lines)
    answered = events[-1]
    assert isinstance(answered, Answered)
    assert (answered.kind, answered.answer_language) == ("translate", "de")


def ask_events(session: Session, text: str, *replies: str) -> list[object]:
    loaded = scripted(*replies)
    session.load_model = lambda _: loaded
    options = AskOptions(kind=RequestKind.TRANSLATE, language="en", context_tokens=350, seed=1)
    return list(session.ask(text, options))


def test_a_sentence_with_another_number_is_marked(session: Session) -> None:
    replies = ("Artikel 1 Miete", "Die Miete der Halle beträgt 970 Euro im Monat.")
    answered = asked(session, "Translate article 1 of Lease_hall into German", "translate", *replies)
    doubtful = [citation.quote for citation in answered.citations if not citation.supported]
    assert doubtful == ["The rent of the hall is 790 euros a month."]
    assert phrase("translate_doubtful", "en", count=1) in answered.notices
    assert "Kündigung" not in answered.answer


def test_marks_in_a_document_are_no_citations_of_its_translation(library_of: LibraryOf) -> None:
    session = Session(library_of({"Study [4].md": "The pump weighs 31 kg [3] and is red."}), lambda _: scripted())
    answered = asked(session, "Translate Study into German", "translate", "Die Pumpe wiegt 31 kg [3] und ist rot.")
    assert answered.answer == "Die Pumpe wiegt 31 kg [ 3 ] und ist rot. [1]"
    assert [mark["n"] for mark in CITATION_MARK.finditer(answered.answer)] == ["1"]


def test_what_was_translated_is_not_translated_again(session: Session) -> None:
    replies = ("Artikel 1 Miete", "Die Miete der Halle beträgt 790 Euro im Monat.")
    first = asked(session, "Translate article 1 of Lease_hall into German", "translate", *replies)
    again = asked(session, "Translate article 1 of Lease_hall into German", "translate")
    assert again.answer == first.answer
    assert prompts(session) == []
