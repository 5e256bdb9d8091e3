"""The phrases of the program in each of its languages, from a Fluent catalogue in each language pack."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.said import Said
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


def translated(line: str, say: Callable[..., str]) -> str:
    """Return a line in the language of `say`, which takes what `phrase` takes without the language.

    It stays English if it isn't `Said`, or if the language has no phrase for it.
    """
    if not isinstance(line, Said):
        return line
    values = {name: translated(value, say) if isinstance(value, str) else value for name, value in line.values.items()}
    try:
        return say(f"said_{line.phrase}", **values)
    except KeyError:  # a reader that a hostile file controls may name any phrase
        return str(line)


def said_in(line: str, language: str) -> str:
    """Return a line in a language, as `translated` does."""

    def say(name: str, /, **values: str | float) -> str:
        return phrase(name, language, **values)

    return translated(line, say)


def _bundles(language: str) -> "Iterator[FluentBundle]":
    return (_bundle(code) for code in (language, FALLBACK) if code in languages())


def _shortened(value: str | float) -> str | float:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
