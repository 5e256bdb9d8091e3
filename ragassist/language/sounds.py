"""Writes words in Latin letters, to compare them by their sound."""

from functools import lru_cache

import regex
from anyascii import anyascii

from ragassist.language.registry import any_pack, built_once, packs

_LETTERS = regex.compile(r"[a-z0-9]+")


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Return a folded word in Latin letters and digits, without its article."""
    return "".join(_LETTERS.findall(anyascii(_article().sub("", word).translate(_like_sounds())).lower()))


@built_once
def _article() -> "regex.Pattern[str]":
    return regex.compile(f"^{any_pack(lambda pack: pack.article)}")


@built_once
def _like_sounds() -> dict[int, str]:
    return {ord(letter): sound for pack in packs().values() for letter, sound in pack.sounds.items()}
