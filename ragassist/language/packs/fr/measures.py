"""Dates, times and numbers in French."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="au|à",
    both="et",
    span_article="le",
    of_month="de",
    of_year="de",
    first="premier",
    before_a_decade="ann[eé]es",
)
CLOCK = ClockWords(hour="h", full=r"\s?h\b(?=\s?\d)")
NUMERALS = NumeralWords(negative="moins", one="une?")
