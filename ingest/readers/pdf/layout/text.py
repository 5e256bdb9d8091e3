"""Joins lines into paragraphs, rejoins hyphenated words, and replaces ligatures and presentation forms by letters."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import pairwise

import regex

from ingest.language.punctuation import SENTENCE_END
from ingest.language.scripts import EAST_ASIAN, HAN_KANA

_SPACELESS = regex.compile(f"[{EAST_ASIAN}]")
_SHAPES = re.compile("[\u2e80-\u2fdf\ufb00-\ufdfb\ufe10-\ufe19\ufe30-\ufe48\ufe70-\ufefc]")
"""Ligatures, Arabic presentation forms, radicals that are used for Chinese characters, forms for vertical text."""
_BULLETS = re.compile("[\uf06c\uf06e\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]")
"""Bullets of the symbol fonts of word processors, as private-use characters."""
_EASTERN = f"[{HAN_KANA}]"
_SPACED_OUT = regex.compile(f"(?<!{_EASTERN}){_EASTERN}(?: {_EASTERN}(?!{_EASTERN})){{3,}}")
"""At least four Chinese or Japanese characters with blanks between them."""
_GARBAGE = ("Co", "Cn", "Cs", "Cc")
"""Unicode categories of characters without a meaning: private use, unassigned, surrogates and controls."""
_CODES = re.compile(r"\(cid:\d+\)")
"""A character id that a reader writes for a character that it doesn't know."""

_HYPHENATED = re.compile(r"([^\W_]+)[-\u2010\u00ad][ \t]*\n[ \t]*([^\W_]+)")
_AND_OR = frozenset(("and", "or", "und", "oder", "bzw", "sowie", "et", "ou", "y", "o", "e", "i"))
"""Words before which a hyphen at the end of a line stays, since it replaces a part of a word: `Vor- und Nachteile`."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_NARROWEST, _LONGEST_WORD = 30, 40
"""Columns of a full line at least, and characters around a line's end among which a hyphenated word is searched."""
_TITLE, _NEARLY_FULL, _FULL = 0.5, 0.75, 0.9
"""Shares of a full line: the most of a title, the least of a line that continues, and the same in scripts without case."""
_ENDED = regex.compile(rf"[{SENTENCE_END}:;：；؛…|]")
_GOES_ON = tuple(",،、，;–—(")
_LIST_ITEM = re.compile(r"(?:[•‣▪◦·*–—-]|\(?\w{1,3}[.)、．])\s|[①-⑳・●○■□◆◇※]")


def is_spaceless(char: str) -> bool:
    """Return whether a character belongs to an East Asian script that puts no blanks between words."""
    return bool(_SPACELESS.match(char))


def garbage_share(text: str) -> float:
    """Return the share of characters without a meaning, which a font yields that doesn't say which letters it holds."""
    signs = [char for char in text if not char.isspace()]
    bad = {char for char in set(signs) if char == "\ufffd" or unicodedata.category(char) in _GARBAGE}
    return (sum(char in bad for char in signs) + sum(map(len, _CODES.findall(text)))) / max(1, len(signs))


def letters_of(text: str) -> str:
    """Return the text with letters for ligatures and presentation forms, without empty lines and blanks around lines."""
    text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]).strip(), _BULLETS.sub("•", text))
    return "\n".join(
        _SPACED_OUT.sub(lambda letters: letters[0].replace(" ", ""), line.strip()) for line in text.splitlines() if line.strip()
    )


def words_of(text: str) -> set[str]:
    """Return the words of a text; a word with hyphens in it is one word."""
    return set(_WORD.findall(text))


def flowing(text: str, words: Collection[str], full: int) -> str:
    """Return the text with hyphenated words rejoined and the lines of a sentence joined.

    `words` are those of the whole document; a word that has a hyphen elsewhere keeps it. `full` is the width of a full line,
    as `full_width` returns it.
    """
    lines = _HYPHENATED.sub(lambda cut: _rejoined(cut, words), text).split("\n")
    out = lines[0]
    for before, after in pairwise(lines):
        out += _between(before, after, full) + after
    return out


def _rejoined(cut: re.Match[str], words: Collection[str]) -> str:
    first, second = cut[1], cut[2]
    if second.lower() in _AND_OR:
        return f"{first}- {second}"
    if is_spaceless(first[-1]) or is_spaceless(second[0]):
        return cut[0]
    own = second[0].isupper() or not (first + second).isalpha()
    elsewhere = f"{first}-{second}" in words and first + second not in words
    return f"{first}-{second}" if own or elsewhere else first + second


def full_width(lines: Sequence[str]) -> int:
    """Return the width of a page's full lines in columns: the ninth decile of its lines, at least 30.

    An East Asian character takes two columns, any other character one.
    """
    widths = sorted(map(_width, lines))
    return max(_NARROWEST, widths[len(widths) * 9 // 10]) if widths else _NARROWEST


def _width(line: str) -> int:
    return len(line) + len(_SPACELESS.findall(line))


def goes_on(before: str, after: str, full: int) -> bool:
    """Return whether a line continues the sentence of the line before, or a word that is hyphenated at its end."""
    return bool(before and after) and (
        _HYPHENATED.search(f"{before[-_LONGEST_WORD:]}\n{after[:_LONGEST_WORD]}") is not None
        or _between(before, after, full) in ("", " ")
    )


def _between(before: str, after: str, full: int) -> str:
    """Return the text to put between two lines: "" or a blank within a sentence, else a line feed, or two for a paragraph."""
    if not before or not after:
        return "\n"
    share = _width(before) / full
    if share < _NEARLY_FULL:
        return "\n\n" if _ENDED.match(before[-1:]) else "\n"
    if _ENDED.match(before[-1:]) or _LIST_ITEM.match(after):
        return "\n\n" if _ENDED.match(before[-1:]) and _is_title(after, full) else "\n"
    if is_spaceless(before[-1]) and is_spaceless(after[0]):
        return "" if share >= _FULL else "\n"
    goes_on = after[0].islower() or before.endswith(_GOES_ON) or (share >= _FULL and _is_caseless(after[0]))
    return " " if goes_on else "\n"


def _is_title(line: str, full: int) -> bool:
    """Whether a line after the end of a sentence looks like a title: short, and neither a sentence nor a list item."""
    is_short = _width(line) < _TITLE * full
    return (
        is_short and line[0].isalpha() and not line[0].islower() and not _ENDED.match(line[-1:]) and not _LIST_ITEM.match(line)
    )


def _is_caseless(char: str) -> bool:
    return char.isalpha() and not char.isupper() and not char.islower()
