"""What the program says itself, in each of its languages."""

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def all_phrases() -> dict[str, dict[str, str]]:
    """Return every phrase by language code and name."""
    text = resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def phrase(name: str, language: str) -> str:
    """Return a phrase in a language; a language outside the eight is spoken to in English."""
    phrases = all_phrases()
    return phrases.get(language, phrases["en"])[name]
