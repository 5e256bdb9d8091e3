"""Dates, times and numbers in German."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="bis",
    both="und",
    span_article="zum|einschließlich",
    first="ersten?",
    decade=r"er\b",
)
CLOCK = ClockWords(hour="uhr", full=r"\s?uhr\b", written="uhr")
NUMERALS = NumeralWords(negative="minus", one="ein")
