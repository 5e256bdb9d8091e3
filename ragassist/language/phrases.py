"""The phrases of the program in each of its languages, from a Fluent catalogue in each language pack."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ragassist.language.registry import FALLBACK, catalogue, languages

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

_LONGEST = 2_000
"""Characters of a value up to which it is whole; Fluent refuses values of more than 2,500."""


@lru_cache(maxsize=32)
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # 80 ms, and most commands end without a phrase

    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue(language)))
    return bundle


def phrase(name: str, language: str, /, **values: str | float) -> str:
    """Return a phrase in a language with its placeholders filled.

    It is English if the language has no pack, or the pack's catalogue lacks the phrase. Numbers and plurals follow the
    language. A value that is too long ends in "…". Raises `KeyError` for an unknown name and for a placeholder without a value.
    """
    bundle = next((one for one in _bundles(language) if one.has_message(name)), None)
    pattern = bundle.get_message(name).value if bundle else None
    if bundle is None or pattern is None:
        raise KeyError(name)
    text, problems = bundle.format_pattern(pattern, {name: _shortened(value) for name, value in values.items()})
    if problems:
        raise KeyError(f"{name}: {problems[0]}")
    return str(text)


def _bundles(language: str) -> "Iterator[FluentBundle]":
    return (_bundle(code) for code in (language, FALLBACK) if code in languages())


def _shortened(value: str | float) -> str | float:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
