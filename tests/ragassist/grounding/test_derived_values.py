"""A length of time that follows from two years or dates of a claim isn't asked of its source."""

from decimal import Decimal

import pytest

from ragassist.grounding.derived_values import without_differences
from ragassist.grounding.quantities import measures

FIVE_YEARS = [
    ("en", "It took 5 years, from 1977 to 1982."),
    ("ar", "من عام 1977 إلى عام 1982، أي خمس سنوات."),
    ("zh", "从1977年到1982年，用了5年。"),
    ("fr", "De 1977 à 1982, soit cinq ans."),
    ("de", "Von 1977 bis 1982, also fünf Jahre."),
    ("ja", "1977年から1982年まで約5年かかりました。"),
    ("ko", "1977년부터 1982년까지 5년이 걸렸습니다."),
    ("es", "De 1977 a 1982, es decir, cinco años."),
]


def left(text: str, language: str) -> list[Decimal]:
    """Return the numbers that a source has to hold for a claim."""
    return sorted(min(one.values) for one in without_differences(measures(text, language, strict=True)).quantities)


@pytest.mark.parametrize(("language", "claim"), FIVE_YEARS)
def test_the_difference_of_two_years_follows_from_them(language: str, claim: str) -> None:
    assert left(claim, language) == [1977, 1982]


@pytest.mark.parametrize(("language", "claim"), FIVE_YEARS)
def test_another_length_has_to_be_in_the_source(language: str, claim: str) -> None:
    assert left(claim.replace("1982", "1984"), language) == [5, 1977, 1984]


def test_the_days_between_two_dates_follow_from_them_and_others_do_not() -> None:
    claim = "Version 0.2 came {} days later, on 28 January 2020; version 0.1 is of 17 January 2020."
    assert 11 not in left(claim.format(11), "en")
    assert 12 in left(claim.format(12), "en")
    assert 11 in left("It took 11 days from 17 January to the 31st of February 2020.", "en")


def test_amounts_follow_from_no_other_amounts() -> None:
    assert left("The rent was 1200 euros, then 1500 euros: 300 euros more.", "en") == [300, 1200, 1500]


def test_a_length_of_time_does_not_follow_from_amounts() -> None:
    assert left("It weighs 1500 kg, costs 1502 euros and has a guarantee of 2 years.", "en") == [2, 1500, 1502]
