"""What the core says is in the catalogue of each language, with the English of the sources."""

import re
from string import Formatter

import pytest

from ingest.documents import in_short
from ingest.said import recalled, said, stored
from ragassist.errors import QuestionInvalid
from ragassist.language.phrases import phrase, said_in
from ragassist.language.registry import languages
from ragassist.retrieval.question import checked_question
from tests.catalogues import messages
from tests.said_lines import SaidLine, said_lines

FOUND = frozenset(said_lines())
LINES = sorted({(line.phrase, line.english) for line in FOUND})


_GIGABYTES = {"free", "needed", "least"}
"""Values that are numbers with one decimal, unless their form is that of a whole number."""


def _values(template: str) -> dict[str, str | float]:
    names = {name: form for _, name, form, _ in Formatter().parse(template) if name}
    return {name: 12_345 if form == "," else 1.5 if name in _GIGABYTES else f"<{name}>" for name, form in names.items()}


def test_a_phrase_has_one_english_text() -> None:
    assert len(LINES) > 100
    assert len({name for name, _ in LINES}) == len(LINES)


@pytest.mark.parametrize(("name", "template"), LINES, ids=[name for name, _ in LINES])
def test_the_english_phrase_is_what_the_source_says(name: str, template: str) -> None:
    values = _values(template)
    placeholders = dict(messages("en"))[f"said_{name}"]
    assert placeholders == set(values)
    assert phrase(f"said_{name}", "en", **values) == template.format(**values)


def test_numbers_that_english_rounds_are_those_of_the_source() -> None:
    values: dict[str, str | float] = {"path": "/m", "free": 1.0, "needed": 2.5}
    assert said_in(said("disk_short", "", **values), "en") == "/m has 1.0 GB free and 2.5 GB are needed: make room first"
    assert said_in(said("disk_short", "", **values), "de") == "In /m sind 1,0 GB frei und 2,5 GB nötig: zuerst Platz schaffen"


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_an_error_is_said_in_the_persons_language(language: str) -> None:
    with pytest.raises(QuestionInvalid, match=r"^the question has 2,001 characters") as raised:
        checked_question("a" * 2_001)
    told = said_in(raised.value.line, language)
    assert re.search("2[.,\u202f\u00a0٬]?001", told)
    assert told != raised.value.line


def test_a_line_within_a_line_is_said_in_the_same_language() -> None:
    inner = said("encrypted", "encrypted: remove its password first")
    line = said("on_page", "page {n}: {what}", n="3", what=inner)
    assert line == "page 3: encrypted: remove its password first"
    assert said_in(line, "de") == "Seite 3: verschlüsselt: zuerst das Kennwort entfernen"


@pytest.mark.parametrize("line", ["plain text", said("never_heard", "of no catalogue"), said("on_page", "without values")])
def test_a_line_without_a_phrase_stays_english(line: str) -> None:
    assert said_in(line, "de") == line


def test_every_template_is_found() -> None:
    assert SaidLine("encrypted", "encrypted: remove its password first", "ingest.readers.pdf.structure.pypdf_reader") in FOUND


def test_several_reasons_are_said_in_one_language() -> None:
    scan = said("page_scan", "no text: probably a scan")
    lines = tuple(said("on_page", "page {n}: {what}", n=str(n), what=scan) for n in range(1, 8))
    told = said_in(recalled(stored(in_short(lines))), "de")
    assert told == "; ".join([*(f"Seite {n}: kein Text: wohl ein Scan" for n in range(1, 6)), "und 2 weitere"])
