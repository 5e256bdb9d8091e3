"""Finds the length, the language and the part of a document that a request asks for."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

import regex

from indexes.lexical.folding import fold
from ragassist.language.locale import language_name
from ragassist.language.measures.numeral_signs import signs_of
from ragassist.language.measures.numerals import in_digits
from ragassist.language.pack import LanguagePack
from ragassist.language.phrases import phrase
from ragassist.language.registry import FALLBACK, any_pack, built_once, languages, packs

MOST_SENTENCES = 20
_SHORT_NAME = 6
_MOST_DIGITS = 9
"""No part of a document has a number with more digits."""


class Length(StrEnum):
    """The length of a summary."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document that a request names: the number of its heading or page, or words of its heading.

    `said` is how the request names it.
    """

    heading: int | None = None
    page: int | None = None
    words: str = ""
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What a wish about the last result asks for: a language, "" for the same one, and a length.

    `sentences` is a number of sentences that it names. Without any of them it asks for another form: a table, a list.
    `of_form` and `of_size` are the last wishes for another form and another length in words, for the model.
    """

    language: str = ""
    length: Length | None = None
    sentences: int | None = None
    of_form: str = ""
    of_size: str = ""

    @property
    def in_words(self) -> str:
        """The wishes that stand behind the question, with a blank before each."""
        return "".join(f" {wish}" for wish in (self.of_form, self.of_size) if wish)

    def with_wish(self, wish: str, change: "Change") -> "Change":
        """Return the change with a wish in words, which replaces an earlier one for the same."""
        return replace(self, of_size=wish) if change.length or change.sentences else replace(self, of_form=wish)


NO_CHANGE = Change()


def change_asked(text: str, language: str) -> Change:
    """Return what a wish about the last result asks for, as "kürzer bitte" and "in German please"."""
    named = languages_named(text, language)
    return Change(named[-1] if named else "", length_asked(text, language), sentences_asked(text, language))


def sentences_asked(text: str, language: str) -> int | None:
    """Return the number of sentences, lines or points that a request asks for, None if it names none."""
    pattern = _pattern("sentences", language)
    found = pattern.search(_in_digits(text, language)) if pattern else None
    if found is None:
        return None
    number = next((int(group) for group in found.groups() if group), 1)
    return min(max(number, 1), MOST_SENTENCES)


def length_asked(text: str, language: str) -> Length | None:
    """Return the length that a request asks for, None if it names none."""
    folded = fold(text)
    for name, length in (("thorough", Length.LONG), ("brief", Length.SHORT)):
        if (pattern := _pattern(name, language)) and pattern.search(folded):
            return length
    return None


def part_asked(text: str, language: str) -> Part | None:
    """Return the part of a document that a request names by its number, None if it names none."""
    # The text as it is comes first: in Korean "99조" is article 99 and also 99 trillion.
    return _numbered_part(fold(text), language) or _numbered_part(_in_digits(text, language), language)


def _numbered_part(digits: str, language: str) -> Part | None:
    page = regex.search(
        regex.escape(fold(phrase("page_n", language, n="#"))).replace(r"\#", rf"(\d{{1,{_MOST_DIGITS}}})(?!\d)"), digits
    )
    if page:
        return Part(page=int(page[1]), said=page[0])
    pattern = _pattern("section", language)
    found = pattern.search(digits) if pattern else None
    number = next(filter(None, found.groups()), "") if found else ""
    return Part(heading=int(number), said=found[0]) if found and 0 < len(number) <= _MOST_DIGITS else None


def part_named(text: str, language: str) -> Part | None:
    """Return the part that a text names, by its number in any language, else by its words; None for no text.

    The text is taken to be in `language` first.
    """
    codes = dict.fromkeys((language, *languages()))
    numbered = next(filter(None, (part_asked(text, code) for code in codes)), None)
    words = " ".join(text.split())
    return numbered or (Part(words=words, said=words) if words else None)


def languages_named(text: str, language: str) -> list[str]:
    """Return the languages that a request names, in the order of their last mention."""
    folded = fold(text)
    places: dict[str, int] = {}
    for code, names in names_of_languages(language).items():
        at = max((folded.rfind(name) for name in names), default=-1)
        if at >= 0:
            places[code] = at
    return sorted(places, key=lambda code: places[code])


@lru_cache(maxsize=16)
def names_of_languages(language: str) -> dict[str, tuple[str, ...]]:
    """Return the folded names of each language in a language and in itself; long names without their endings."""
    found: dict[str, tuple[str, ...]] = {}
    for code in languages():
        named = [language_name(code, language), language_name(code, code)]
        named += [name for pack in _packs(language) for name in pack.language_words.get(code, ())]
        found[code] = tuple(_stem(fold(name)) for name in named if name)
    return found


def _stem(name: str) -> str:
    """Return a name without its article and its ending, which vary; short names keep their ending."""
    varying = _article_and_ending().sub("", name)
    return varying[:-2] if varying.isascii() and len(varying) > _SHORT_NAME else varying


@built_once
def _article_and_ending() -> "regex.Pattern[str]":
    article, feminine = any_pack(lambda pack: pack.article), any_pack(lambda pack: pack.feminine)
    return regex.compile(rf"^{article}|{feminine}$")


def _in_digits(text: str, language: str) -> str:
    return in_digits(_first().sub(r"\g<nth>1", fold(text)), language, strict=False)


@built_once
def _first() -> "regex.Pattern[str]":
    """Return the pattern of "first" in Han numerals, of which a single one isn't read as a digit."""
    return regex.compile(rf"(?P<nth>{any_pack(lambda pack: pack.numerals.nth)}){signs_of(1)}")


def _packs(language: str) -> list[LanguagePack]:
    return [packs()[code] for code in dict.fromkeys((language, FALLBACK)) if code in packs()]


@lru_cache(maxsize=64)
def _pattern(field: str, language: str) -> "regex.Pattern[str] | None":
    source = getattr(packs()[language], field) if language in packs() else ""
    return regex.compile(fold(source)) if source else None
