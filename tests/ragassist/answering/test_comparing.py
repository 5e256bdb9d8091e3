"""Comparisons of documents and of topics, with a scripted model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.kinds import RequestKind
from tests.ragassist.answering.club_papers import PAPERS, asked, library, prompts, saying, scripted, session

__all__ = ["library", "session"]


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
