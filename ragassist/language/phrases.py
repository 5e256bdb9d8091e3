"""What the program says itself, in each of its languages: a Fluent catalogue for each."""

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from ingest.language.scripts import EIGHT

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle


def catalogue(language: str) -> str:
    """Return the source of a language's catalogue."""
    return resources.files(__package__).joinpath("catalogue", f"{language}.ftl").read_text(encoding="utf-8")


@lru_cache(maxsize=len(EIGHT))
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # 80 ms, and most commands end without a phrase

    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue(language)))
    return bundle


def phrase(name: str, language: str, /, **values: str | float) -> str:
    """Return a phrase in a language, its placeholders filled; a language outside the eight is spoken to in English.

    A number is written, and takes its plural, as the language does. Raises `KeyError` for a name that no catalogue
    has and for a placeholder without its value.
    """
    bundle = _bundle(language if language in EIGHT else "en")
    pattern = bundle.get_message(name).value if bundle.has_message(name) else None
    if pattern is None:
        raise KeyError(name)
    text, problems = bundle.format_pattern(pattern, values)
    if problems:
        raise KeyError(f"{name}: {problems[0]}")
    return str(text)
