"""Across languages, a name stays with what its clause says."""

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from ragassist.grounding.name_binding import NameBinding

_SAME = (
    ("Nora", "ノラ", "نورا", "诺拉"),
    ("Field", "フィールド", "فيلد", "菲尔"),
    ("Paul", "ポール", "بول", "保罗"),
    ("Sommer", "ゾマー", "زومر", "索默"),
    ("accounts", "comptes", "会計", "الحسابات", "账目"),
    ("website", "web", "ウェブサイト", "بالموقع", "网站"),
)
"""Words that say the same; each row has a direction of its own."""
_SOURCES = {
    "en": "Nora Field keeps the accounts; Paul Sommer looks after the website.",
    "ar": "تمسك نورا فيلد الحسابات، ويهتم بول زومر بالموقع الإلكتروني.",
    "zh": "诺拉·菲尔德负责账目，保罗·索默负责网站。",
    "ja": "ノラ・フィールドが会計を担当し、ポール・ゾマーがウェブサイトを管理する。",
}


def embed(texts: list[str]) -> Vectors:
    def row(text: str) -> list[float]:
        return [float(text in same) for same in _SAME] + [float(not any(text in same for same in _SAME))]

    return np.array([row(text) for text in texts], dtype=np.float32)


@pytest.mark.parametrize("language", ["ar", "zh", "ja"])
def test_a_name_with_the_statement_of_another_clause_is_told_across_languages(language: str) -> None:
    binding = NameBinding(embed, "en", language)
    assert binding.gives_to_another("The website is up to Nora Field.", _SOURCES[language])
    assert not binding.gives_to_another("The website is up to Paul Sommer.", _SOURCES[language])
    assert not binding.gives_to_another("The accounts are up to Nora Field.", _SOURCES[language])


def test_the_names_of_the_source_are_found_in_a_claim_without_capitals() -> None:
    for language, right, wrong in (("ja", "ポール・ゾマー", "ノラ・フィールド"), ("zh", "保罗·索默", "诺拉·菲尔德")):
        binding, site = NameBinding(embed, language, "en"), "ウェブサイト" if language == "ja" else "网站"
        assert binding.gives_to_another(f"{site}: {wrong}", _SOURCES["en"])
        assert not binding.gives_to_another(f"{site}: {right}", _SOURCES["en"])


def test_values_tell_the_clause_before_words_do() -> None:
    source = "Nora Field spoke at 10:15, Paul Sommer spoke at 14:00."
    binding = NameBinding(embed, "ja", "en")
    assert binding.gives_to_another("14:00に講演したのはノラ・フィールドです。", source)
    assert not binding.gives_to_another("14:00に講演したのはポール・ゾマーです。", source)


def test_the_first_word_of_a_clause_is_no_name_for_its_capital() -> None:
    source = "Note that it knows the year 1873, where Sommer leads accounts."
    assert not NameBinding(embed, "es", "en").gives_to_another("Desde el 1873 según Sommer", source)


def test_a_sentence_of_one_clause_or_without_names_tells_nothing() -> None:
    assert not NameBinding(embed, "en", "fr").gives_to_another("Nora Field sees to the website.", "Nora Field et le site web")
    assert not NameBinding(embed, "zh", "ar").gives_to_another("网站由诺拉·菲尔德管理。", _SOURCES["ar"])
