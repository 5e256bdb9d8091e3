"""What the program says itself, in each of its languages: a Fluent catalogue in each language pack."""

from functools import lru_cache
from typing import TYPE_CHECKING

from ragassist.language.registry import FALLBACK, catalogue, languages

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle


@lru_cache(maxsize=32)
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # 80 ms, and most commands end without a phrase

    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue(language)))
    return bundle


def phrase(name: str, language: str, /, **values: str | float) -> str:
    """Return a phrase in a language, its placeholders filled; without a pack for the language the phrase is English.

    A number is written, and takes its plural, as the language does. Raises `KeyError` for a name that no catalogue
    has and for a placeholder without its value.
    """
    bundle = _bundle(language if language in languages() else FALLBACK)
    pattern = bundle.get_message(name).value if bundle.has_message(name) else None
    if pattern is None:
        raise KeyError(name)
    text, problems = bundle.format_pattern(pattern, values)
    if problems:
        raise KeyError(f"{name}: {problems[0]}")
    return str(text)
