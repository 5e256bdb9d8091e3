"""Dates, times and numbers in Spanish."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="al?|hasta",
    both="y|e",
    span_article="el",
    of_month="de",
    of_year="del?",
    first="primero",
    before_a_decade="a[nñ]os",
)
CLOCK = ClockWords(hour="h", full=r"\s?h\b(?=\s?\d)")
NUMERALS = NumeralWords(negative="menos", one="una?", point_or_comma=True)
