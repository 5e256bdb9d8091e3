"""What a claim has to copy letter by letter: paths, addresses, options, file names and code."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import regex

from ingest.language.punctuation import straightened
from ingest.language.scripts import DENSE
from ragassist.retrieval.evidence import Source

_PART = rf"[[\p{{L}}\p{{N}}_.+~\-]--[{DENSE}]]"
"""A character of a path, which Han, Kana and Hangul end: a particle follows without a blank (/etc/passwdを, /home에)."""
_OPENING, _MARKS = r"\s(\[{「『（<=、，。：", "\"'“„‘«»*"
"""What may be before an absolute path; behind other signs a slash means "or" or "for each": Groß-/Kleinschreibung, €/Monat."""
_LITERAL = regex.compile(
    rf"""
    `(?P<code>[^`\n]{{2,}})`
    | (?<![a-z])[a-z]{{2,10}}://[\p{{Latin}}\d/.:?&=\#%_~+@!$*,;-]+
    | (?<![\p{{Latin}}\d_.+-])[\p{{Latin}}\d_.+-]++@[\p{{Latin}}\d-]++\.[\p{{Latin}}\d.-]+
    | (?<=(?:^|[{_OPENING}])[{_MARKS}]{{0,2}})(?<![\p{{N}}\p{{Sc}}%]\s)(?:~|\.{{1,2}})?/{_PART}*\p{{L}}{_PART}*(?:/{_PART}*)*
    | (?<![\p{{L}}\p{{N}}/_.+~-])(?P<relative>[a-z]{_PART}+/(?:{_PART}{{2,}}/)+{_PART}{{2,}})
    | (?<![\p{{L}}\p{{N}}-])--[a-z][a-z0-9-]+
    | (?<![\p{{L}}\p{{N}}_.-])(?:[\p{{Latin}}\d_-]{{2,}}+\.)+[a-z][a-z0-9]{{1,5}}(?![\p{{Latin}}\p{{N}}_])
    | (?<![\p{{L}}\p{{N}}])\p{{Latin}}[\p{{Latin}}\d]++(?:(?:::|_)[\p{{Latin}}\d-]{{2,}}+)+
    """,
    regex.VERBOSE | regex.V1,
)
"""Code between backticks, addresses of pages and people, absolute paths (/etc/cron.allow), relative ones of three parts with
a sign (doc/texlive-zh/base), options (--force), names of files (adduser.conf), and names with signs (QUILT_PATCHES, APT::Get)
but no formulas (CO_2)."""
_SIGNED = regex.compile(r"[._]\w|-[^/]*/")
"""What a relative path has, and a list of words seldom: Montag/Dienstag/Mittwoch, pros/cons/trade-offs."""
_SCHEME = regex.compile("^https?://")
_QUOTED = regex.compile(r"""(?:(?<!\p{L})['"]|[“„‘«「『])\s?(?P<said>[^'"”“’»」』\s]{1,20})\s?['"”“’»」』]""")
_END = ".,;:!?/"
_DASHES = regex.compile(r"\p{Pd}+")


def literals(text: str) -> frozenset[str]:
    """Return the paths, addresses, options, file names and code of a text, without case and blanks."""
    return frozenset(filter(_has_a_letter, map(_plain, _found(text))))


def quoted(text: str) -> frozenset[str]:
    """Return the single words and signs between quotation marks: W in "press 'W'"."""
    return frozenset(found["said"] for found in _QUOTED.finditer(text))


def holds_all(source: Source, wanted: Iterable[str]) -> bool:
    """Whether a source has all literals in its text, its headings or the name of its file."""
    known = _plain("\n".join((PurePath(source.path).name, source.heading, source.header, source.text)))
    return all(literal in known for literal in wanted)


def holds_one(sentence: str, wanted: Iterable[str]) -> bool:
    """Whether a sentence has at least one of the literals."""
    known = _plain(sentence)
    return any(literal in known for literal in wanted)


def _found(text: str) -> Iterator[str]:
    for found in _LITERAL.finditer(text):
        if found["code"]:
            yield from _told(found["code"])
        elif not found["relative"] or _SIGNED.search(found[0]):
            yield _SCHEME.sub("", found[0].rstrip(_END))


def _has_a_letter(literal: str) -> bool:
    """Whether a literal isn't only a date (01/07/2023) or a number."""
    return any(map(str.isalpha, literal))


def _told(code: str) -> Iterator[str]:
    """Yield the parts of code that can't be a placeholder: `passwd -e user` is `passwd -e utilisateur` in French."""
    first, *others = code.split() or [""]
    yield first
    yield from (part for part in others if not part.isalpha())


def _plain(text: str) -> str:
    """Return a text without case, blanks and soft hyphens, with one apostrophe and one dash for any: typesetting
    makes –force of --force.
    """
    folded = straightened(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))
    return "".join(_DASHES.sub("-", folded).split())
