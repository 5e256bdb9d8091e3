"""The catalogues of the eight languages have the same phrases."""

import re

import pytest

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from tests.catalogues import messages
from tests.paths import ROOT

_SAID = re.compile(r"""(?:phrase|say)\(\s*f?["'](\w+)["']""")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_phrase_once_with_the_same_placeholders(language: str) -> None:
    own = list(messages(language))
    assert len(own) == len(dict(own))
    assert dict(own) == dict(messages("en"))


@pytest.mark.parametrize("language", languages())
def test_every_phrase_can_be_formatted(language: str) -> None:
    for name, placeholders in messages(language):
        for amount in (0, 1, 2, 3, 11, 1000):
            assert phrase(name, language, **dict.fromkeys(placeholders, amount)).strip()


def test_all_phrases_that_the_program_uses_are_in_the_catalogues() -> None:
    known = {name for name, _ in messages("en")}
    said = {
        name
        for layer in ("ragassist", "tui")
        for path in (ROOT / layer).rglob("*.py")
        for name in _SAID.findall(path.read_text(encoding="utf-8"))
    }
    assert said
    assert said <= known


def test_phrases_for_other_languages_are_in_english() -> None:
    assert phrase("refusal", "fi") == phrase("refusal", "en")


def test_a_name_or_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_phrase"):
        phrase("no_such_phrase", "en")
    with pytest.raises(KeyError, match="dropped"):
        phrase("dropped", "en")


def test_a_value_that_is_longer_than_fluent_allows_is_shortened() -> None:
    assert phrase("count_words", "en", words="pump " * 500) == f"with “{'pump ' * 400}…”"


def test_a_refusal_is_one_sentence_that_the_instruction_quotes() -> None:
    for language in languages():
        assert phrase("refusal", language) in phrase("instruction", language)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_a_table_of_one_document_is_told_in_the_singular(language: str) -> None:
    told = phrase("table_done", language, documents=1, filled=2, cells=2)
    assert not told.startswith("1 ")
    assert phrase("documents", language) not in told


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize(
    "name",
    [
        "dropped",
        "table_takes",
        "passages_take",
        "table_done",
        "documents_counted",
        "count_pages",
        "summary_done",
        "translate_done",
        "count_result",
        "compare_done",
        "earlier_counted",
        "said_pdf_saved",
        "said_folder_kept",
        "said_folder_gone",
        "said_folder_emptied",
        "said_filter_fits_none",
        "said_filter_fits_none_in",
    ],
)
def test_one_thing_is_counted_in_the_singular(name: str, language: str) -> None:
    placeholders = dict(messages(language))[name]
    one, two = (phrase(name, language, **dict.fromkeys(placeholders, count)) for count in (1, 2))
    assert one.replace("1", "2") != two


def test_nothing_is_not_counted_as_one_in_french_whose_singular_holds_for_both() -> None:
    assert "0 passage" in phrase("tool_used", "fr", call="search", passages=0)
    assert "Un" not in phrase("table_done", "fr", documents=0, filled=0, cells=0)


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("name", ["indexed", "removed", "partial", "skipped", "refused"])
def test_what_became_of_one_file_is_told_in_the_singular(name: str, language: str) -> None:
    one, two = (phrase(f"{name}_counted", language, count=count, shown=str(count)) for count in (1, 2))
    assert one.replace("1", "2") != two
    if name in ("indexed", "partial", "skipped"):  # the states of a document beside its name
        assert phrase(name, language) in one.split()


@pytest.mark.parametrize(("count", "counted"), [(3, "3 جمل"), (11, "11 جملة"), (100, "100 جملة")])
def test_arabic_counts_in_its_plurals(count: int, counted: str) -> None:
    assert counted in phrase("summary_sentences", "ar", count=count)


@pytest.mark.parametrize(
    ("language", "other_form"),
    [
        ("de", r"\b(?:Ihr(?:e[mnrs]?)?|Ihnen)\b"),
        ("zh", "你"),
        ("es", r"\b(?:usted|haga|iníciela)\b"),
        ("fr", r"\bdis\b"),
    ],
)
def test_a_person_is_addressed_in_one_form(language: str, other_form: str) -> None:
    said = [
        phrase(name, language, **dict.fromkeys(placeholders, 1))
        for name, placeholders in messages(language)
        if not name.endswith("_example")  # what a person says
    ]
    assert [text for text in said if re.search(other_form, text)] == []


@pytest.mark.parametrize("language", languages())
def test_each_key_has_a_name_of_its_own(language: str) -> None:
    names = [
        phrase(name, language) for name, placeholders in messages(language) if name.startswith("key_") and not placeholders
    ]
    assert [name for name in set(names) if names.count(name) > 1] == []
