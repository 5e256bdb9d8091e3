"""The record of a language: all data about it that neither CLDR nor Unicode contains.

Patterns are sources of regular expressions for case-folded text, unless their field says otherwise. The module that uses a
pattern joins those of all packs, since a text may contain words of several languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords


def _none() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


def _none_written() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePack:
    """A language. Names, plurals and formats of numbers and dates come from CLDR through Babel, scripts from Unicode."""

    code: str
    """ISO 639-1 code; the pack's folder and its Fluent catalogue have this name."""
    scripts: tuple[str, ...]
    """Scripts that it is written in, the main one first, by the names of `ingest.language.scripts`."""
    script_letters: int = 0
    """Number of letters of the main script that prove the language; 0 if the script proves nothing."""
    own_letters: frozenset[str] = frozenset()
    """Letters and marks that no other language of the same script has."""
    function_words: frozenset[str] = frozenset()
    """Lower-case function words."""
    grammar_signs: frozenset[str] = frozenset()
    """Single characters that are function words, in a language without blanks between words."""
    grammar_runs: str = ""
    """Pattern of grammatical syllables that are written in their own script."""
    asking: str
    """Pattern of the words that ask for something else than yes or no."""
    negation: str
    """Pattern of negating words."""
    negation_exceptions: str = ""
    """Pattern of words and phrases that look like a negation and aren't one."""
    excepting: str = ""
    """Pattern of the words that except what stands behind them: "excluding". It denies nothing that is said before."""
    excepting_behind: str = ""
    """Pattern of the words that except what stands before them: 제외하고. It denies nothing that is said behind."""
    unfinished: str = ""
    """Case-sensitive pattern of what ends in a full stop and doesn't end a sentence, without the full stop."""
    material: str
    """Pattern of the words for the documents on which an answer is based."""
    refusals: tuple[str, ...]
    """Patterns of sentences in which models say that the documents contain no answer."""
    according: str
    """Pattern of beginnings of an answer that name its source: "according to the documents,"."""
    about_sources: str = ""
    """Pattern of the beginning of a sentence about the sources as such: "The sources are"."""
    follow_up_signs: tuple[str, ...]
    """Patterns in questions that continue the question before."""
    joining: frozenset[str]
    """Words that may stand between two citation numbers and belong to them."""
    before_a_name: str = ""
    """Pattern of the end of a text after which a citation number replaces a noun: "as said in [1]"."""
    particles: str = ""
    """Pattern of what follows a citation number that replaces a noun: 「[1]によると」."""
    before_particle: str = ""
    """Pattern of the end of a text after which a citation number with one of the `particles` may follow."""
    comparing: str
    """Pattern of words in questions that compare, count or summarise."""
    titles: frozenset[str] = frozenset()
    """Lower-case words before the name of a person: Mrs."""
    names_by_capital: bool = False
    """Whether a capital letter inside a sentence makes a word a name."""
    month_names: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Names of months that CLDR lacks, by the month's number."""
    ambiguous_months: frozenset[str] = frozenset()
    """Folded names of months that are also other words, as "may" is."""
    before_a_month: str = ""
    """Pattern of the words behind which an ambiguous name of a month is a date: "in May", but not "you may"."""
    since: str = ""
    """Pattern of the words before a date from which on something holds, for folded text."""
    since_behind: str = ""
    """Pattern of the words behind such a date."""
    until: str = ""
    """Pattern of the words before a month or a year up to which something holds, for folded text."""
    until_behind: str = ""
    """Pattern of the words behind such a month or year."""
    several_days: str = ""
    """Pattern of words that mean several days of the week, for folded text: daily, on weekdays, except."""
    numbered_signs: tuple[str, ...] = ()
    """Signs behind the number of a thing: 호실 in "12호실", room 12."""
    stand_ins: str = ""
    """Pattern of words that stand for a noun of the clause before: "celle du grenier"."""
    equating: str = ""
    """Signs of a script without capitals that are left where one name is said to be the other."""
    dates: DateWords
    """What stands in and around dates and days of the week."""
    clock: ClockWords = field(default_factory=ClockWords)
    """What stands in and around times of the day."""
    numerals: NumeralWords
    """What stands in and around numbers, and numerals that aren't digits."""
    article: str = ""
    """Pattern of the definite article before another word, with the blank behind it where there is one."""
    proclitics: str = ""
    """Pattern of the particles that are written together with the word behind them."""
    before_a_noun: str = ""
    """Pattern of the articles and particles that are written together with the noun behind them."""
    behind_a_noun: str = ""
    """Pattern of the particles that are written together with the noun before them."""
    elided: str = ""
    """Pattern of articles and particles that are written together with a word that begins with a vowel: "l'examen"."""
    feminine: str = ""
    """Ending of feminine words that other forms of a word lack, for folded text."""
    sounds: Mapping[str, str] = field(default_factory=_none_written)
    """Letters that sound like others, with these, for comparing words by their sound."""
    foreign_letters: frozenset[str] = frozenset()
    """Letters of the script that other languages have and this one lacks."""
    simplified: str = ""
    """Pattern of the name of the script's simplified form in a request for it."""
    own_currency: str = ""
    """ISO 4217 code of the currency that the language means by a sign that several currencies have: ¥."""
    before_a_unit: str = ""
    """Pattern of what may stand between a number and its unit: "3 millions d'euros"."""
    unit_endings: Mapping[str, str] = field(default_factory=_none_written)
    """Endings of names of units in other cases, by the ending that CLDR has: "Tage" is also "Tagen"."""
    unit_words: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Names of units that CLDR lacks, by the unit's CLDR name; {0} stands for the number where it isn't before the name."""
    number_words: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Words for numbers that CLDR lacks, by the number in digits."""
    number_joint: str = ""
    """Pattern of what stands between number words that are said together."""
    counters: str = ""
    """Pattern of what follows number words where blanks don't set them apart; elsewhere they are words of their own."""
    amounts: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Words that say a number with its unit, by what they say in digits: a fortnight is 14 days."""
    number_endings: Mapping[str, str] = field(default_factory=_none_written)
    """Patterns of what is joined to a number word, by what stands for it behind digits: dreimal is 3 mal."""
    fractions: Mapping[str, str] = field(default_factory=_none_written)
    """Patterns of the parts that a number word counts, by the denominator: two "thirds"."""
    roman: str = ""
    """Pattern of where a Roman number is read; ROMAN stands for its letters."""
    clock_names: Mapping[str, str] = field(default_factory=_none_written)
    """Patterns of times of the day that have a name, by the time in digits."""
    clock_words: Mapping[str, str] = field(default_factory=_none_written)
    """Patterns of times of the day in words, by the minutes that they add to the hour; HOUR stands for its digits."""
    afternoon: str = ""
    """Pattern of what says behind a time that it is after noon."""
    rates: Mapping[str, str] = field(default_factory=_none_written)
    """Patterns that mean "per" for "hour", "day", "night", "week", "month" or "year"."""
    half: str = ""
    """Pattern that means "half" of the unit after it."""
    and_a_half: str = ""
    """Pattern that means "and a half" after a unit."""
    half_between: str = ""
    """Pattern that means "and a half" between a number and its unit."""
    sentences: str = ""
    """Pattern of "in 3 sentences" for folded text with digits; the first group that matches is the number."""
    brief: str = ""
    """Pattern of requests for a short summary."""
    thorough: str = ""
    """Pattern of requests for a long summary."""
    section: str = ""
    """Pattern of "article 3" and "the third chapter", as in `sentences`; the first group that matches is the number."""
    ordinals: tuple[str, ...] = ()
    """Patterns of "first", "second" and so on, for choosing from a list."""
    ordinal_sign: str = ""
    """Pattern of what makes the digits before it an ordinal: 1st."""
    ordinals_follow: bool = False
    """Whether an ordinal may stand behind its noun."""
    below_zero: str = ""
    """Pattern of what stands behind the degrees of frost, for folded text: "5 degrees below zero"."""
    language_words: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Names of languages that CLDR lacks, by code."""
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    """Names of kinds of papers, by the kind's name in English; the first one is the usual name."""
    locales: tuple[str, ...] = ()
    """Locales of CLDR, such as en_GB, whose names of months and units are used in addition to the language's own."""
