"""Finds the topic of a request: its words without the usual words of requests."""

from collections.abc import Collection
from zlib import crc32

import regex

from ingest.language.scripts import HAN_KANA

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*")
_QUOTED = regex.compile(r"[\"“„«「『]([^\"”“»」』]{2,80})[\"”“»」』]")
_VOWEL_SIGNS = regex.compile("[\u064b-\u0652]")
DENSE = regex.compile(f"[{HAN_KANA}]")
"""Characters of scripts without blanks, in which known words are searched inside a run of characters."""
_HAN, ONE_HAN = regex.compile(r"\p{Han}"), regex.compile(r"\p{Han}(?!\p{Han})")
_WHOLE = regex.compile(r"[\p{Katakana}ー]{2,}|[\p{Latin}\p{N}]+")
LONGEST = 10
"""Characters of the longest known word that is searched."""
_HANGUL = regex.compile(r"\p{Hangul}")
_LONGEST_PARTICLE, _SHORTEST_STEM = 2, 2
"""Syllables of a particle, and of what has to be left without it."""


def word_hash(word: str) -> int:
    """Return the hash by which the weights of the router store words, without the vowel signs of Arabic."""
    return crc32(_VOWEL_SIGNS.sub("", word).casefold().encode())


def sign_hash(sign: str) -> int:
    """Return the hash of a single Chinese sign that is usual in requests, apart from words: 合 is also a part of 合同."""
    return word_hash(f"{sign}*")


def topic_of(text: str, common: Collection[int]) -> str:
    """Return a request without its `common` words (given by `word_hash`), "" if no other word is left.

    If words are quoted, they are the topic.
    """
    return " ".join(runs_of(text, common))


def runs_of(text: str, common: Collection[int], joints: Collection[str] = ()) -> list[str]:
    """Return the runs of words of a request between its `common` words, without those; [] if no other word is left.

    The `joints` are common words that may stand within a run: "manuals of safety". If words are quoted, each is a run.
    """
    if quoted := _QUOTED.findall(text):
        return quoted
    runs = [""]
    for word in _WORD.findall(text):
        if kept := _without_known(word, common):
            runs[-1] = f"{runs[-1]} {kept}".strip()
        elif word.casefold() not in joints:
            runs.append("")
    return [run for run in runs if run]


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
        known = _known_at(run, at, common)
        if _HAN.match(rest[-1:]) and ONE_HAN.match(run[at : at + known]):
            known = 0  # 書 in 請求書 is a part of the word, though 書は is known
        elif not known and sign_hash(run[at]) in common and not _HAN.match(rest[-1:]):
            known = int(not _HAN.match(run, at + 1) or _known_at(run, at + 1, common) > 0)
        rest += " " if known else run[at]
        at += known or 1
    return " ".join(rest.split())


def _known_at(run: str, at: int, common: Collection[int]) -> int:
    """Return the length of the longest known word at a place of a run, 0 for none."""
    return next((n for n in range(min(LONGEST, len(run) - at), 0, -1) if word_hash(run[at : at + n]) in common), 0)
