"""Globs for the stored paths of documents."""

import re
import unicodedata
from collections.abc import Sequence

from pathspec import GitIgnoreSpec

from ingest.errors import PathProblem
from ingest.system.files import slashed

_SPECIAL = re.compile(r"[*?]|\[[^/]+\]")
_MOST_STARS = 3
"""Most stars between two slashes: the time to match grows with a power of their number."""


class PathGlobs:
    """Tells which paths match at least one of some globs.

    A glob without wildcards matches that file, or that folder with all its contents. `*` and `?` don't match a slash, `**`
    does. A glob that doesn't start with a slash may start in any folder. Composed and decomposed letters are equal.
    """

    def __init__(self, globs: Sequence[str]) -> None:
        """Raise `PathProblem` if a glob can't be understood."""
        names = [_composed(slashed(glob)).rstrip("/") for glob in globs if glob]
        expressions = [_itself(name) for name in names] + [_glob(name) for name in names if _SPECIAL.search(name)]
        self._tests = [re.compile(expression, re.DOTALL).match for expression in expressions]

    def fit(self, path: str) -> bool:
        """Whether an absolute path matches."""
        composed = _composed(slashed(path))
        for test in self._tests:  # noqa: SIM110  a generator takes twice as long, and there may be 100,000 paths
            if test(composed):
                return True
        return False


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _itself(name: str) -> str:
    """Return a regular expression for the literal name, since names contain brackets and backslashes."""
    return f"{'' if name.startswith('/') or not name else '.*/'}{re.escape(name)}(?:/|$)"


def _glob(glob: str) -> str:
    if any(part.count("*") > _MOST_STARS for part in glob.split("/")) or glob.count("**") > _MOST_STARS:
        raise PathProblem(f"the glob '{glob[:40]}' has more than {_MOST_STARS} stars between two slashes: use fewer")
    line = glob if glob.startswith("/") else f"**/{glob.removeprefix('**/')}"
    plain = line.rstrip(" ")
    try:
        (found,) = GitIgnoreSpec.from_lines([plain + "\\ " * (len(line) - len(plain))]).patterns
    except (ValueError, re.error) as problem:
        raise PathProblem(f"the glob '{glob[:40]}' can't be understood ({problem}): correct it") from None
    if found.regex is None:
        raise PathProblem(f"the glob '{glob[:40]}' matches no path: correct it")
    return f"/{found.regex.pattern.removeprefix('^')}"
