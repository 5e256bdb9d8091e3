"""Dates, times and numbers in English."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="to|through|until",
    both="and",
    span_article="the",
    of_month="of",
    of_year="of",
    first="first",
    month_first=True,
    decade=r"'?s\b",
    with_a_decade="the|early|late|mid",
)
CLOCK = ClockWords(before_noon=r"a\.?m\b\.?", after_noon=r"p\.?m\b\.?", twelve_hours=True)
NUMERALS = NumeralWords(negative="minus", one="an?")
