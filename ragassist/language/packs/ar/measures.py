"""Dates, times and numbers in Arabic."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="الي|حتي",
    both="و",
    span_article="يوم",
    of_month="من|شهر",
    of_year="لعام|سنة|عام",
)
CLOCK = ClockWords(twelve_hours=True)
NUMERALS = NumeralWords(negative="ناقص", point_or_comma=True)
