"""Chooses the files of a folder by `.ragignore` files and globs, in the syntax of `.gitignore`."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from ingest.errors import PathProblem
from ingest.files.names import printable
from ingest.system.files import READ, reachable

IGNORE_FILE = ".ragignore"
_MOST_BYTES = 100_000
_MOST_STARS = 3
"""Most stars between two slashes: the time to match grows with a power of their number, and ignore files may be hostile."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Globs relative to the indexed folder. With `include` only matching files are chosen; files matching `exclude` never are.

    `apart` are folders that are never entered, such as the library's own.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    apart: tuple[Path, ...] = ()


class Choice:
    """The rules for the files below a root; an ignore file is read when its folder is entered."""

    def __init__(self, root: Path, rules: Rules) -> None:
        """Raise `PathProblem` if a glob is invalid."""
        self._root = root
        self._include = _spec(rules.include, "--include") if rules.include else None
        self._exclude = _spec(rules.exclude, "--exclude") if rules.exclude else None
        self._ignores: dict[Path, GitIgnoreSpec] = {}
        self._apart = {path.resolve() for path in rules.apart}

    def enter(self, folder: Path) -> None:
        """Read the ignore file of a folder if it has one. Raises `PathProblem` if that is invalid."""
        if lines := _lines(folder / IGNORE_FILE):
            self._ignores[folder] = _spec(lines, IGNORE_FILE)

    def leaves_out(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out."""
        if is_folder and self._apart and path.resolve() in self._apart:
            return True
        if self._exclude and self._exclude.match_file(_relative(path, self._root, is_folder)):
            return True
        if self._include and not is_folder and not self._include.match_file(_relative(path, self._root, is_folder)):
            return True
        return any(spec.match_file(_relative(path, folder, is_folder)) for folder, spec in self._above(path))

    def _above(self, path: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
        if not self._ignores:
            return
        for folder in path.parents:
            if folder in self._ignores:
                yield folder, self._ignores[folder]
            if folder == self._root:
                return


def _lines(path: Path) -> tuple[str, ...]:
    """Return the lines of an ignore file, none if it doesn't exist or isn't a regular file."""
    try:
        handle = os.open(reachable(path), READ)
    except OSError:
        return ()
    try:
        data = os.read(handle, _MOST_BYTES) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return ()
    finally:
        os.close(handle)
    return tuple(data.decode("utf-8", "replace").splitlines())


def _relative(path: Path, folder: Path, is_folder: bool) -> str:
    return path.relative_to(folder).as_posix() + ("/" if is_folder else "")


def _spec(lines: tuple[str, ...], where: str) -> GitIgnoreSpec:
    for line in lines:
        if any(part.count("*") > _MOST_STARS for part in line.split("/")) or line.count("**") > _MOST_STARS:
            raise PathProblem(
                f"{where}: more than {_MOST_STARS} stars between two slashes in '{printable(line[:40])}': use fewer"
            )
    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error) as problem:
        raise PathProblem(f"{where}: {problem}") from None
