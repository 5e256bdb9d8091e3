"""Compares what a question asks about with what a passage is about: dates, days of the week, part numbers, numbered things.

A claim repeats them from its question, and a model writes them whatever its source says. A passage that has particulars of
the same kind, none of them the asked ones, is about something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

import regex

from ragassist.grounding.codes import Numbered, has_another_code, names_others, numbered
from ragassist.grounding.particulars import identifiers
from ragassist.grounding.quantities import measures
from ragassist.language.measures.characters import folded
from ragassist.language.measures.periods import Period, named_periods, periods
from ragassist.language.registry import packs
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import SentenceSpan, Source

_NEAR = 30
"""Largest distance in years from the asked one: in a passage about 2022, 1911 is the year of a foundation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The particulars of a claim that its question names."""

    times: tuple[Period, ...]
    weekdays: frozenset[int]
    codes: frozenset[str]
    numbered: frozenset[Numbered]

    @classmethod
    def of(cls, claim: str, question: str, language: str, *, short: bool) -> "Asked":
        """Return what a claim repeats of its question; a `short` one, which is read with its question, means all of it."""
        asked = _asking(question)
        said = asked if short else claim
        own = periods(said, language)
        return cls(
            times=tuple(one for one in map(_closed, periods(asked, language)) if any(_meet(one, other) for other in own)),
            weekdays=measures(asked, language).weekdays & measures(said, language).weekdays,
            codes=identifiers(asked) & identifiers(said),
            numbered=numbered(asked, language) & numbered(said, language),
        )

    def is_about_others(self, source: Source) -> bool:
        """Whether a source has days of the week, part numbers or numbered words, and none of those asked for."""
        return bool(self.weekdays and self._names_other_days(source)) or bool(
            (self.codes or self.numbered) and self._names_other_things(source)
        )

    def is_of_other_times(self, source: Source, span: SentenceSpan) -> bool:
        """Whether a source, read for one of its sentences or rows, has months or years, and none of those asked for."""
        if not self.times:
            return False
        known = _periods_of(source, span)
        return all(_differ(asked, known) for asked in self.times)

    def _names_other_days(self, source: Source) -> bool:
        known = measures(source.text, source.language).weekdays
        if not known or self.weekdays & known:
            return False
        return not _several_days(source.language).search(folded(source.text))

    def _names_other_things(self, source: Source) -> bool:
        text = "\n".join((source.heading, source.header, source.text, _name(source)))
        if self.codes and all(has_another_code(code, text) for code in self.codes):
            return True
        known = numbered(text, source.language)
        return bool(self.numbered) and all(names_others(one, text, known) for one in self.numbered)


def _asking(question: str) -> str:
    """Return the last sentence of a question: those before it tell of circumstances."""
    spans = sentence_spans(question)
    return question[slice(*spans[-1])] if spans else question


def _name(source: Source) -> str:
    return PurePath(source.path).stem


def _closed(period: Period) -> Period:
    """Return a period, and for an open one its end: the rent "from May 2024" may not be that from October 2024."""
    return Period(period.first or period.last, period.last or period.first)


def _meet(one: Period, other: Period) -> bool:
    """Whether two times share a part, and neither of them excludes the other."""
    shared = any(
        (own.year and own.year == its.year) or (own.month and own.month == its.month) for own in one.ends for its in other.ends
    )
    return shared and _may_overlap(one, other)


def _may_overlap(one: Period, other: Period) -> bool:
    if one.date and other.date:
        return one.date.fits(other.date)
    return any(one.covers(end) for end in other.ends) or any(other.covers(end) for end in one.ends)


def _periods_of(source: Source, span: SentenceSpan) -> tuple[Period, ...]:
    """Return the times that a passage and its titles name; for a row with times only these and those of the titles."""
    row = periods(source.text[slice(*span)], source.language) if source.is_row(span) else ()
    return (
        *(row or periods(source.text, source.language)),
        *periods(source.heading, source.language),
        *periods(source.header, source.language),
        *named_periods(_name(source), source.language),
    )


def _differ(asked: Period, known: Sequence[Period]) -> bool:
    """Whether there are times of the asked kind, years or months, and none may be the asked one.

    Where a year that stands alone is the asked one, months of other years are of other matters: "prices of 2020, decided in
    December 2019".
    """
    near = [period for period in known if _is_near(asked, period)]
    if any(period.date is None and _may_overlap(asked, period) for period in near):
        return False
    years = {end.year for end in asked.ends}
    by_month = all(end.month for end in asked.ends)
    if by_month and any(end.month is None and end.year in years for period in near for end in period.ends):
        near = [period for period in near if any(end.year is None or end.year in years for end in period.ends)]
    of_kind = [period for period in near if any(end.month if by_month else end.year for end in period.ends)]
    return bool(of_kind) and not any(period.date and _may_overlap(asked, period) for period in of_kind)


def _is_near(asked: Period, period: Period) -> bool:
    own, its = ([end.year for end in one.ends if end.year] for one in (asked, period))
    return not own or not its or min(abs(year - other) for year in own for other in its) <= _NEAR


@lru_cache(maxsize=16)
def _several_days(language: str) -> "regex.Pattern[str]":
    pack = packs().get(language)
    return regex.compile(pack.several_days if pack and pack.several_days else "(?!)")
