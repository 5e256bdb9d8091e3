"""A claim that gives a value to what another sentence of the passage has another value for isn't supported."""

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.rival_values import RivalValues, without_values

_BIKES = ("A trailer costs 120 euros a week.", "Cargo bikes cost 240 euros a week.", "A helmet is free.")


def embed(texts: list[str]) -> Vectors:
    """Return vectors in which cargo bikes are one direction, in any language, and all else the other."""
    return np.array([(1.0, 0.0) if any(word in text for word in ("argo", "Lastenr")) else (0.6, 0.8) for text in texts])


def belongs_elsewhere(claim: str, sentences: tuple[str, ...], language: str = "en") -> bool:
    wanted = Particulars.of(claim, "", language)
    best = next(at for at, sentence in enumerate(sentences) if wanted.occurs_partly(sentence, "en"))
    return RivalValues(embed, sentences, "en").belong_elsewhere(claim, wanted, best)


@pytest.mark.parametrize(
    ("claim", "language"),
    [("The cargo bike costs 120 euros a week.", "en"), ("Das Lastenrad kostet 120 Euro pro Woche.", "de")],
)
def test_the_value_of_another_sentence_is_told(claim: str, language: str) -> None:
    assert belongs_elsewhere(claim, _BIKES, language)
    assert not belongs_elsewhere(claim.replace("120", "240"), _BIKES, language)


def test_a_value_of_another_kind_is_no_rival() -> None:
    assert not belongs_elsewhere("The cargo bike costs 120 euros.", ("It costs 120 euros.", "The cargo bike carries 200 kg."))


def test_the_sentence_before_may_name_what_has_the_value() -> None:
    sentences = ("The cargo bike is new.", "It costs 240 euros.", "A lock for the cargo bike costs 40 euros.")
    assert not belongs_elsewhere("The cargo bike costs 240 euros.", sentences)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("It costs 12.50 € a day", "It costs   a day"), ("Le plafond est à 2,80 m.", "Le plafond est à  ."), ("12", "12")],
)
def test_a_text_without_values_keeps_its_words(text: str, plain: str) -> None:
    assert without_values(text).split() == plain.split()
