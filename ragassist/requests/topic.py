"""Finds the topic of a request, its words without the usual words of requests, and the other criteria of a count."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from zlib import crc32

import regex

from indexes.searchable import SearchableLibrary
from ragassist.language.locale import language_name
from ragassist.language.registry import languages

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*")
_QUOTED = regex.compile(r"[\"“„«「『]([^\"”“»」』]{2,80})[\"”“»」』]")
_VOWEL_SIGNS = regex.compile("[\u064b-\u0652]")
DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
"""Characters of scripts without blanks, in which known words are searched inside a run of characters."""
_HAN, _ONE_HAN = regex.compile(r"\p{Han}"), regex.compile(r"\p{Han}(?!\p{Han})")
_WHOLE = regex.compile(r"[\p{Katakana}ー]{2,}|[\p{Latin}\p{N}]+")
LONGEST = 10
"""Characters of the longest known word that is searched."""
_HANGUL = regex.compile(r"\p{Hangul}")
_LONGEST_PARTICLE, _SHORTEST_STEM = 2, 2
"""Syllables of a particle, and of what has to be left without it."""


TYPES = {
    "pdf": ("pdf",),
    "word": ("docx", "docm", "dotx", "doc", "odt"),
    "excel": ("xlsx", "xlsm", "xls", "ods"),
    "powerpoint": ("pptx", "pptm", "ppt", "odp"),
    "html": ("html", "htm", "xhtml"),
    "markdown": ("md", "markdown"),
    "csv": ("csv", "tsv"),
    "epub": ("epub",),
    "json": ("json", "jsonl"),
}
"""Names of file types, which are the same in every language, with their suffixes."""

_E_BOOKS = (*TYPES["epub"], "mobi", "azw3", "fb2")
_KINDS: dict[str, tuple[str, ...]] = {
    "spreadsheet": (*TYPES["excel"], *TYPES["csv"]),
    "presentation slides": TYPES["powerpoint"],
    "e-book": _E_BOOKS,
    "electronic book": _E_BOOKS,
    "e-mail message": ("eml", "emlx", "msg", "mbox"),
    "web page": (*TYPES["html"], "mhtml", "mht"),
    "book": (),
    "manual": (),
    "electronic document": (),
}
"""Kinds of files, with their suffixes. A topic names one if its cosine to this name is high in any language.

Those without suffixes are nearer to topics that name no kind: "books", "electronic invoices".
"""
_KIND = 0.55
"""Lowest cosine of a topic and a kind: 37 words for these kinds in eight languages have .56 to .95 but one (.45), ten other
topics have .53 at most, but "tables" for spreadsheets (.62) and "messages" for e-mails (.65). Ten words for e-books have .65 to
.91 and are nearer to them than to books; eight words for books are nearer to "book"."""
_YEAR = regex.compile(r"(?<![\p{N}.,:/-])\d{4}(?![\p{N}:/-]|[.,]\p{N})")
_YEARS = range(1900, 2100)


def word_hash(word: str) -> int:
    """Return the hash by which the weights of the router store words, without the vowel signs of Arabic."""
    return crc32(_VOWEL_SIGNS.sub("", word).casefold().encode())


def topic_of(text: str, common: Collection[int]) -> str:
    """Return a request without its `common` words (given by `word_hash`), "" if no other word is left.

    If words are quoted, they are the topic.
    """
    if quoted := _QUOTED.findall(text):
        return " ".join(quoted)
    kept = (_without_known(word, common) for word in _WORD.findall(text))
    return " ".join(word for word in kept if word)


def is_quoted(text: str) -> bool:
    """Whether `topic_of` returns quoted words of a request."""
    return _QUOTED.search(text) is not None


def _without_known(word: str, common: Collection[int]) -> str:
    if word_hash(word) in common or word.isdigit():
        return ""
    if _HANGUL.match(word):
        return _without_particle(word, common)
    return _dense_rest(word, common) if DENSE.search(word) else word


def _without_particle(word: str, common: Collection[int]) -> str:
    """Return a Korean word without a particle at its end that is among the `common` words of requests."""
    ends = (n for n in range(_LONGEST_PARTICLE, 0, -1) if len(word) - n >= _SHORTEST_STEM and word_hash(word[-n:]) in common)
    return word[: -next(ends, 0) or None]


def _dense_rest(run: str, common: Collection[int]) -> str:
    """Return a run of characters without the known words in it; the longest match at each position is removed.

    Katakana, Latin letters and figures within it are words as they stand: "スプレッドシート".
    """
    rest, at = "", 0
    while at < len(run):
        whole = _WHOLE.match(run, at)
        if whole:
            rest += " " if word_hash(whole[0]) in common or whole[0].isdigit() else f" {whole[0]} "
            at = whole.end()
            continue
        known = next((n for n in range(min(LONGEST, len(run) - at), 0, -1) if word_hash(run[at : at + n]) in common), 0)
        if _HAN.match(rest[-1:]) and _ONE_HAN.match(run[at : at + known]):
            known = 0  # 書 in 請求書 is a part of the word, though 書は is known
        rest += " " if known else run[at]
        at += known or 1
    return " ".join(rest.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The criteria of a count; without any, all documents count. A `quoted` topic is searched as it is written.

    `suffixes` are those of a kind of files; a `year` is that of a document's last change or in its name.
    """

    type_name: str = ""
    spoken: str = ""
    topic: str = ""
    quoted: bool = False
    suffixes: tuple[str, ...] = ()
    year: str = ""


def criteria_of(text: str, topic: str, language: str) -> Criteria:
    """Return the criteria of a request: the type, the language and the year that it names, and its topic without them."""
    lowered = text.casefold()
    type_name = next((name for name in TYPES if regex.search(rf"(?<![a-z]){name}s?(?![a-z])", lowered)), "")
    names = {code: language_name(code, language).casefold() for code in languages()}
    spoken = next((code for code, name in names.items() if name and _stem(name) in lowered), "")
    left = [word for word in topic.split() if not _is_named(word.casefold(), type_name, names.get(spoken, ""))]
    quoted = bool(left) and is_quoted(text)
    years = {int(year) for year in _YEAR.findall(text) if int(year) in _YEARS and not quoted}
    year = str(*years) if len(years) == 1 else ""
    return Criteria(type_name=type_name, spoken=spoken, topic=" ".join(left), quoted=quoted, year=year)


def _stem(name: str) -> str:
    """Return the name of a language without its ending, which differs in adjectives; short names are kept."""
    return name[:-2] if name.isascii() and len(name) > 6 else name


def _is_named(word: str, type_name: str, spoken: str) -> bool:
    return bool((type_name and word.startswith(type_name)) or (spoken and _stem(spoken) in word))


def with_kind(library: SearchableLibrary, criteria: Criteria) -> Criteria:
    """Return the criteria with the suffixes of a kind of files if the topic names one: "Tabellenkalkulationen"."""
    if not criteria.topic or criteria.quoted or criteria.type_name:
        return criteria
    cosines = dict(zip(_KINDS, library.name_similarities(criteria.topic, list(_KINDS)), strict=False))
    kind = max(cosines, key=lambda name: cosines[name], default="")
    is_named = cosines.get(kind, 0.0) >= _KIND and _KINDS[kind]
    return replace(criteria, suffixes=_KINDS[kind], topic="") if is_named else criteria
