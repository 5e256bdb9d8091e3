"""The criteria of a count: a type of files, a language, a year and a topic, as a request names them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import regex

from indexes.lexical.folding import fold
from indexes.searchable import SearchableLibrary
from ragassist.requests.papers.kinds import FILES, kind_named
from ragassist.requests.topic import is_quoted
from ragassist.requests.wishes import languages_named, names_of_languages

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
    "letter": (),
    "electronic document": (),
}
"""Kinds of files, with their suffixes. A topic names one if its cosine to this name is high in any language.

Those without suffixes are nearer to topics that name no kind: "books", "electronic invoices", and in Arabic "letters".
"""
_KIND = 0.55
"""Lowest cosine of a topic and a kind: 37 words for these kinds in eight languages have .56 to .95 but one (.45), ten other
topics have .53 at most, but "tables" for spreadsheets (.62) and "messages" for e-mails (.65). Ten words for e-books have .65 to
.91 and are nearer to them than to books; eight words for books are nearer to "book"."""
_MAY_BE_FILES = frozenset(("", "book", "letter", "manual", *FILES))
"""Kinds of papers that may be kinds of files as well; a time sheet is no spreadsheet."""
_YEAR = regex.compile(r"(?<![\p{N}.,:/-])\d{4}(?![\p{N}:/-]|[.,]\p{N})")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The criteria of a count; without any, all documents count. A `quoted` topic is searched as it is written.

    `suffixes` are those of a kind of files; a `year` is that of a document's last change or in its name; `asked_in` is the
    language of the request.
    """

    type_name: str = ""
    spoken: str = ""
    topic: str = ""
    quoted: bool = False
    suffixes: tuple[str, ...] = ()
    year: str = ""
    asked_in: str = field(default="", compare=False)


def criteria_of(text: str, topic: str, language: str) -> Criteria:
    """Return the criteria of a request: the type, the language and the year that it names, and its topic without them."""
    lowered = text.casefold()
    type_name = next((name for name in TYPES if regex.search(rf"(?<![a-z]){name}s?(?![a-z])", lowered)), "")
    spoken = next(iter(languages_named(text, language)), "")
    stems = names_of_languages(language).get(spoken, ())
    left = [word for word in topic.split() if not _names_type_or_language(word, type_name, stems)]
    quoted = bool(left) and is_quoted(text)
    years = {int(year) for year in _YEAR.findall(text) if int(year) in _YEARS and not quoted}
    year = str(*years) if len(years) == 1 else ""
    return Criteria(type_name=type_name, spoken=spoken, topic=" ".join(left), quoted=quoted, year=year, asked_in=language)


def _names_type_or_language(word: str, type_name: str, stems: Sequence[str]) -> bool:
    return bool(type_name and word.casefold().startswith(type_name)) or any(stem in fold(word) for stem in stems)


def with_kind(library: SearchableLibrary, criteria: Criteria, suffixes: Collection[str]) -> Criteria:
    """Return the criteria with the suffixes of a kind of files if the topic names one: "Tabellenkalkulationen".

    A kind of which the library has no file, by its `suffixes`, is a topic: an Arabic word for e-mails also means letters.
    """
    if not criteria.topic or criteria.quoted or criteria.type_name:
        return criteria
    if kind_named(library, criteria.topic, criteria.asked_in) not in _MAY_BE_FILES:
        return criteria
    cosines = dict(zip(_KINDS, library.name_similarities(criteria.topic, list(_KINDS)), strict=False))
    kind = max(cosines, key=lambda name: cosines[name], default="")
    is_named = cosines.get(kind, 0.0) >= _KIND and not set(suffixes).isdisjoint(_KINDS[kind])
    return replace(criteria, suffixes=_KINDS[kind], topic="") if is_named else criteria
