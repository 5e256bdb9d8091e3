import pytest

from ingest.readers.shared.raised import lowered, raised


@pytest.mark.parametrize(
    ("before", "text", "wanted"),
    [
        ("10", "6", "⁶"),
        ("10", "-3", "⁻³"),
        ("m", "2", "²"),
        ("1893", "1)", "¹⁾"),
        ("2", "n", "ⁿ"),
        ("10", "6,5", "^6,5"),
        ("10", "٢", "^٢"),
        ("10", "x", "^x"),
        ("e", "x+1", "^x+1"),
        ("1", "st", "st"),
        ("3", "ème", "ème"),
        ("M", "me", "me"),
        ("word", "*", "*"),
        ("", "see 4a", "see 4a"),
        ("10", "", ""),
    ],
)
def test_a_superscript_number_never_joins_the_number_before_it_and_an_ordinal_stays_a_word(
    before: str, text: str, wanted: str
) -> None:
    assert raised(text, before) == wanted


def test_subscript_digits_become_unicode_subscripts_and_words_stay_as_they_are() -> None:
    assert [lowered(text) for text in ("2", "10", "max", "2-", "")] == ["₂", "₁₀", "max", "₂₋", ""]
