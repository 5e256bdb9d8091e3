"""Comparisons, translations, drafts and summaries of chosen documents, over a small library with a scripted model."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.hits import Filter
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing, PartUnknown
from ragassist.events import Answered, PassagesRead, PassageTranslated
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.models.registry import find_entry
from ragassist.requests.kinds import RequestKind
from ragassist.settings.choices import Thinking
from ragassist.untrusted import CITATION_MARK
from tests.fakes import FakeChatModel
from tests.ragassist.conftest import LibraryOf

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
PAPERS = {
    "Lease_hall.md": "# Lease\n\n## Article 1 Rent\n\nThe rent of the hall is 790 euros a month.\n\n"
    "## Article 2 Notice\n\nThe notice period of the hall is seven months.",
    "Booking_rules.md": "# Rules\n\nThe notice period for a booking is two days. A machine costs 4 euros an hour.",
    "Protokoll_2019.txt": "Die Sitzung begann um 18 Uhr im Saal des Vereins. Der Beitrag ist seit Juli 54 Euro im Jahr.",
    "Protokoll_2024.txt": "Die Sitzung begann um 19 Uhr im Haus am See. Der Beitrag bleibt in diesem Jahr, wie er ist.",
    "empty.txt": "",
}
Ask = Callable[..., tuple[Answered, FakeChatModel]]


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of(PAPERS)


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    opened = Session(library, lambda _: scripted())
    yield opened
    opened.close()


def scripted(*replies: str) -> LoadedModel:
    return LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))


def no_model(_: StopEvent) -> LoadedModel:
    raise ModelMissing("none is installed")


def saying(*replies: str) -> Callable[[StopEvent], LoadedModel]:
    """Return a function that loads a scripted model with some replies."""
    loaded = scripted(*replies)
    return lambda _: loaded


def asked(session: Session, text: str, kind: str | None, *replies: str, only: Filter | None = None) -> Answered:
    loaded = scripted(*replies)
    session.load_model = lambda _: loaded
    options = AskOptions(
        kind=RequestKind(kind) if kind else None, think=Thinking.OFF, language="en", context_tokens=350, seed=1, only=only
    )
    return session.answer(text, options)


def prompts(session: Session) -> list[str]:
    model = session.load_model(StopEvent()).model
    assert isinstance(model, FakeChatModel)
    return model.prompts


def test_a_comparison_shows_the_model_passages_of_both_sides_and_cites_both(session: Session) -> None:
    said = "The notice period of the hall is seven months [1]. The notice period for a booking is two days [3]."
    answered = asked(session, "Compare the notice period in Lease_hall and Booking_rules", "compare", said)
    assert answered.kind == "compare"
    cited = {Path(citation.path).name for citation in answered.citations if citation.supported}
    assert cited == {"Lease_hall.md", "Booking_rules.md"}
    (prompt,) = prompts(session)
    assert "Lease_hall.md" in prompt
    assert "Booking_rules.md" in prompt
    assert "Protokoll" not in prompt
    assert any("Lease_hall.md" in notice and "Booking_rules.md" in notice for notice in answered.notices)


def test_a_side_of_a_comparison_without_information_is_named(session: Session) -> None:
    said = "The notice period of the hall is seven months [1]."
    answered = asked(session, "Compare the notice period in Lease_hall and Booking_rules", "compare", said, "")
    assert answered.answer.endswith(phrase("compare_silent", "en", document="Booking_rules.md"))
    assert len(prompts(session)) == 2


def test_a_side_that_the_answer_leaves_out_is_asked_separately(session: Session) -> None:
    said = "The notice period of the hall is seven months [1]."
    alone = "The notice period for a booking is two days [3]."
    answered = asked(session, "Compare the notice period in Lease_hall and Booking_rules", "compare", said, alone)
    assert "Booking_rules.md: The notice period for a booking is two days." in answered.answer


TEMPLATE = (
    "# Curriculum vitae\n\nName: {name}\n\nPersonal data\n\nI agree that my data are kept for six months [7].\n\n"
    "## Work\n\n{work}\n\n## Skills\n\n{skill}\n\nThe data above are complete and correct [7].\n\n"
    "References are available on request [7].\n\nThis form was filled in by hand [7].\n\n{more}"
)


@pytest.fixture
def twins(fake_library: Library, worker: Worker, tmp_path: Path) -> Iterator[Session]:
    """Two papers made from one template; most of their lines are the same."""
    folder = tmp_path / "twins"
    folder.mkdir()
    people = {
        "Brook_form": ("Ada Brook", "She has repaired pumps for eleven years.", "She speaks French.", "Signed in Leeds."),
        "Stone_form": ("Ben Stone", "He has driven a lorry for two years.", "He speaks Korean.", "Signed in Hull."),
    }
    for file, (name, work, skill, more) in people.items():
        text = TEMPLATE.format(name=name, work=work, skill=skill, more=more)
        (folder / f"{file}.md").write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([folder])
    opened = Session(fake_library, lambda _: scripted())
    yield opened
    opened.close()


def test_a_comparison_of_papers_from_one_template_is_about_what_differs(twins: Session) -> None:
    said = "Brook_form: she has repaired pumps for eleven years [1]. Stone_form: he has driven a lorry for two years [2]."
    answered = asked(twins, "Compare Brook_form and Stone_form", "compare", said)
    (prompt,) = prompts(twins)
    assert "She has repaired pumps for eleven years." in prompt
    assert "He has driven a lorry for two years." in prompt
    assert "complete and correct" not in prompt
    assert "References are available" not in prompt
    differences, shared = answered.answer.split(phrase("compare_shared", "en"))
    assert "pumps" in differences
    lines = [line for line in shared.splitlines() if line]
    assert 0 < len(lines) <= 3
    assert all(line.count("[") == 2 for line in lines)
    behind = answered.citations[-2:]
    assert {Path(one.path).name for one in behind} == {"Brook_form.md", "Stone_form.md"}
    assert all(one.supported for one in behind)


@pytest.mark.parametrize("language", languages())
def test_copies_are_compared_by_what_they_share_without_asking_the_model(
    fake_library: Library, worker: Worker, tmp_path: Path, language: str
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for name in ("Lease_old.md", "Lease_new.md"):
        (folder / name).write_text(PAPERS["Lease_hall.md"], encoding="utf-8")
    Indexer(fake_library, worker).update([folder])
    session = Session(fake_library, saying())
    answered = session.answer("Lease_old Lease_new", AskOptions(kind=RequestKind.COMPARE, language=language))
    assert answered.answer.startswith(phrase("compare_shared", language))
    assert "seven months. [1][2]" in answered.answer
    session.close()


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


@pytest.mark.parametrize("kind", [None, "draft"])
def test_marks_in_passages_that_are_quoted_without_a_model_are_no_citations(library_of: LibraryOf, kind: str | None) -> None:
    session = Session(library_of({"study.md": "The pump weighs 31 kg [7] and is red."}), no_model)
    answered = session.answer("What does the pump weigh?", AskOptions(language="en", kind=RequestKind(kind) if kind else None))
    assert "[1] The pump weighs 31 kg [ 7 ] and is red." in answered.answer


def test_marks_in_headings_are_no_citations_of_a_summary_by_parts(library_of: LibraryOf) -> None:
    parts = "\n\n".join(f"## Part [{n}]\n\n{f'Pump {n} of the canal is red and weighs {n} kg. ' * 30}" for n in (7, 8, 9))
    session = Session(library_of({"study.md": f"# Study [5]\n\n{parts}"}), lambda _: scripted())
    answered = asked(session, "Give me a detailed outline of study, part by part", "summary", *["Pump 7 is red."] * 9)
    cited = {str(one.n) for one in answered.citations}
    assert {mark["n"] for mark in CITATION_MARK.finditer(answered.answer)} <= cited, answered.answer


def test_what_was_translated_is_not_translated_again(session: Session) -> None:
    replies = ("Artikel 1 Miete", "Die Miete der Halle beträgt 790 Euro im Monat.")
    first = asked(session, "Translate article 1 of Lease_hall into German", "translate", *replies)
    again = asked(session, "Translate article 1 of Lease_hall into German", "translate")
    assert again.answer == first.answer
    assert prompts(session) == []


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
