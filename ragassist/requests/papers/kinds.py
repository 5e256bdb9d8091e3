"""Kinds of papers, such as leases and minutes: which one a topic names, and which ones the name or title of a paper states."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from types import MappingProxyType

import regex

from indexes.lexical.folding import fold
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.language.scripts import dense_letters
from ragassist.language.registry import FALLBACK, any_pack, built_once, packs

_SAME = 0.8
"""Lowest cosine of a topic and a name of the kind that it is: narrower kinds have at most 0.77 ("safety manual",
قواعد الحجز)."""
_NARROWER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contract": ("lease",),
        "manual": ("operating instructions",),
        "letter": ("application", "complaint", "invitation", "reminder"),
        "certificate": ("diploma",),
        "report": ("medical report",),
        "rules": ("statutes",),
        "book": ("novel", "dictionary"),
    }
)
"""Kinds whose papers are also of a wider one."""
FILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "presentation": ("pptx", "pptm", "ppt", "odp"),
        "spreadsheet": ("xlsx", "xlsm", "xls", "ods"),
        "email": ("eml", "emlx", "msg", "mbox"),
    }
)
"""Kinds whose papers are known by the suffixes of their files."""
_LONG, _ENDING, _SHORT_ENDING = 5, 3, 2
"""Fewest letters of a long name, and most letters that a long and a short name may end in besides their own."""
_COMPOUND = 6
"""Fewest letters of a name that may be the last part of a longer word: "Pumpenhandbuch"."""
_ARABIC = regex.compile(r"\p{Arabic}")
_JOINT = r"[\s-]+(?:\p{L}{1,3}\s+){0,2}"
"""Pattern of what stands between two words of a name, such as "of the"."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The name of a kind: the pattern of its forms in plain text, with the name itself as the group `name`."""

    kind: str
    pattern: "regex.Pattern[str]"


def kind_named(library: SearchableLibrary, topic: str, language: str) -> str:
    """Return the English name of the kind of papers that a topic in a language is, "" if it says more or something else."""
    plain = _plain(topic)
    if exact := next((form.kind for form in _forms(language) if _is_whole(form, plain)), ""):
        return exact
    names = [(kind, name) for kind, of_kind in _names(language).items() for name in of_kind]
    cosines = library.name_similarities(topic, [name for _, name in names]) if plain else []
    cosine, kind = max(((cosine, kind) for cosine, (kind, _) in zip(cosines, names, strict=False)), default=(0.0, ""))
    is_same = cosine >= _SAME and kinds_in(topic, language) <= {kind}
    return kind if is_same else ""


def usual_names(kind: str) -> dict[str, str]:
    """Return the usual name of a kind by language."""
    return {code: pack.papers[kind][0] for code, pack in packs().items() if kind in pack.papers}


def all_usual_names(language: str) -> tuple[str, ...]:
    """Return the usual names of all kinds in a language, in English for a language that has none."""
    return tuple(names[0] for names in _names(language).values())


def with_narrower(kind: str) -> frozenset[str]:
    """Return a kind and those whose papers are also of it, as a lease is a contract."""
    return frozenset((kind, *_NARROWER.get(kind, ())))


@lru_cache(maxsize=20_000)
def kinds_stated(text: str, language: str) -> frozenset[str]:
    """Return the kinds of papers whose names a name or title in a language holds; in any language if it holds none of that."""
    return next(filter(None, (kinds_in(text, code) for code in dict.fromkeys((language, *packs())))), frozenset())


def kinds_of(row: DocumentRow, names: Sequence[str]) -> frozenset[str]:
    """Return the kinds of papers that the suffix of a document and its names state."""
    suffix = PurePath(row.path).suffix.removeprefix(".").lower()
    by_suffix = frozenset(kind for kind, suffixes in FILES.items() if suffix in suffixes)
    return by_suffix.union(*(kinds_stated(name, row.language) for name in names))


def kinds_in(text: str, language: str) -> frozenset[str]:
    """Return the kinds of papers whose names in a language a text holds, without those within a longer name: a rental contract
    is a lease."""
    plain = _plain(text)
    found = [(form.kind, one.span("name")) for form in _forms(language) for one in form.pattern.finditer(plain)]
    return frozenset(kind for kind, span in found if not any(_is_within(span, other) for _, other in found))


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _is_whole(form: _Form, plain: str) -> bool:
    whole = form.pattern.fullmatch(plain)
    return whole is not None and (not whole.start("name") or _ARABIC.match(plain) is not None)


def _names(language: str) -> Mapping[str, tuple[str, ...]]:
    own = packs()[language].papers if language in packs() else {}
    return own or packs()[FALLBACK].papers


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """Return a folded text without accents and elided articles: "Verträge" is a form of "Vertrag", "l'examen" of "examen"."""
    apart = unicodedata.normalize("NFD", fold(text))
    plain = unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))
    return str(_elided().sub("", plain)).strip()


@built_once
def _elided() -> "regex.Pattern[str]":
    return regex.compile(rf"(?<!\p{{L}}){any_pack(lambda pack: pack.elided)}(?=\p{{L}})")


@lru_cache(maxsize=64)
def _forms(language: str) -> tuple[_Form, ...]:
    papers = packs()[language].papers if language in packs() else {}
    usual = packs()[language].function_words if language in packs() else frozenset()
    of_all = ((kind, _plain(name)) for kind, names in papers.items() for name in names)
    return tuple(_Form(kind, regex.compile(_pattern(name, usual))) for kind, name in of_all)


def _pattern(name: str, usual: Collection[str]) -> str:
    """Return the pattern of a name in its forms, with or without the function words in it."""
    if dense_letters(name):
        return rf"(?P<name>{regex.escape(name)})".replace(r"\ ", r"\s*")
    arabic = any_pack(lambda pack: pack.before_a_noun) if _ARABIC.match(name) else ""
    before = arabic or (r"\p{L}*" if len(name) >= _COMPOUND else "")
    words = rf"{_JOINT}{arabic}".join(_with_ending(word) for word in name.split() if word not in usual)
    return rf"(?<!\p{{L}}){before}(?P<name>{words})(?!\p{{L}})"


def _with_ending(word: str) -> str:
    return rf"{regex.escape(word)}\p{{L}}{{0,{_ENDING if len(word) >= _LONG else _SHORT_ENDING}}}"
