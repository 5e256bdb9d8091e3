"""Finds the language packs: those in this package, in installed packages and in added folders."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from ragassist.language import packs as _home
from ragassist.language.pack import LanguagePack

Built = TypeVar("Built")
ENTRY_POINTS = "ragassist.languages"
"""Group of entry points by which installed packages provide packs: each names a package whose folders are packs."""
FALLBACK = "en"
"""The language used if no other one is known."""
PatternField = Literal[
    "asking", "negation", "negation_exceptions", "material", "according", "before_a_name", "particles", "before_particle",
    "comparing", "grammar_runs", "unfinished", "about_sources",
]  # fmt: skip
NEVER = "(?!)"
"""A pattern that matches nowhere."""


def add_packs(folder: Path) -> None:
    """Use each folder in `folder` as a language pack."""
    _home.__path__.append(str(folder))
    importlib.invalidate_caches()
    packs.cache_clear()


@lru_cache(maxsize=1)
def packs() -> Mapping[str, LanguagePack]:
    """Return all packs by their ISO 639-1 codes, English first, then in alphabetical order."""
    known = set(_home.__path__)
    _home.__path__.extend(folder for folder in _installed() if folder not in known)
    codes = sorted({module.name for module in pkgutil.iter_modules(_home.__path__)}, key=lambda code: (code != FALLBACK, code))
    found: dict[str, LanguagePack] = {code: importlib.import_module(f"{_home.__name__}.{code}").PACK for code in codes}
    return MappingProxyType(found)


def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages in which the program answers, English first."""
    return tuple(packs())


def catalogue(language: str) -> str:
    """Return the source of the Fluent catalogue of a language."""
    return files(f"{_home.__name__}.{language}").joinpath(f"{language}.ftl").read_text(encoding="utf-8")


def pattern_of_all(field: PatternField) -> re.Pattern[str]:
    """Return the patterns of a field of all packs as alternatives, ignoring case; it never matches if all are empty."""
    return _joined(field, languages())


@lru_cache(maxsize=64)
def _joined(field: PatternField, codes: tuple[str, ...]) -> re.Pattern[str]:
    sources = [source for code in codes if (source := getattr(packs()[code], field))]
    return re.compile("|".join(f"(?:{source})" for source in sources) or NEVER, re.IGNORECASE)


def any_pack(source: Callable[[LanguagePack], str]) -> str:
    """Return the pattern that any pack has for something, in a group; one that matches nowhere if none has one."""
    sources = dict.fromkeys(filter(None, map(source, packs().values())))
    return f"(?:{'|'.join(sources) or NEVER})"


def built_once(build: Callable[[], Built]) -> Callable[[], Built]:
    """Return a function that remembers what it builds of all packs, until packs are added."""

    @lru_cache(maxsize=4)
    def built(codes: tuple[str, ...]) -> Built:
        return build()

    return lambda: built(languages())


def _installed() -> list[str]:
    points = entry_points(group=ENTRY_POINTS)
    return [folder for point in points for folder in importlib.import_module(point.module).__path__]
