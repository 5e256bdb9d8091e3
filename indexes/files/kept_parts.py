"""Stores results that took long to make from a document's text, such as parts of summaries.

Each result is a small file beside the library, named by the document and the key of the result. Losing one only costs time, so
a disk that can't be written isn't an error. If they take too much space, the oldest are deleted.
"""

import hashlib
import logging
from collections.abc import Collection
from pathlib import Path

from indexes.files.atomic import drop_leftovers, write_atomically

_log = logging.getLogger(__name__)
_MOST_BYTES = 32_000_000
_NAME = 32
"""Characters of a hash in the name of a file."""
_SUFFIX = ".json"
_ABANDONED_S = 3_600.0
"""Age of a half-written file whose writer is certainly gone: writing a result takes well below a second."""


class KeptParts:
    """Texts by document (the sha256 of its file) and key, in a folder; without a folder nothing is stored."""

    def __init__(self, folder: Path | None, most_bytes: int = _MOST_BYTES) -> None:
        self._folder, self._most_bytes = folder, most_bytes

    def get(self, document: str, key: str) -> str | None:
        """Return a result, None if there is none or it can't be read."""
        if self._folder is None:
            return None
        try:
            return self._path(self._folder, document, key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, document: str, key: str, result: str) -> None:
        """Store a result, replacing an earlier one, and delete the oldest results beyond the limit."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path(self._folder, document, key), result.encode("utf-8", "replace"))
            self._drop_oldest(self._folder)
        except OSError as problem:
            _log.info("a result isn't kept: %s", problem)

    def keep_only(self, documents: Collection[str]) -> None:
        """Delete the results of all other documents."""
        if self._folder is None or not self._folder.is_dir():
            return
        drop_leftovers(self._folder, older_than_s=_ABANDONED_S)
        there = {document[:_NAME] for document in documents}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name.split("-")[0] not in there:
                path.unlink(missing_ok=True)

    def _drop_oldest(self, folder: Path) -> None:
        drop_leftovers(folder, older_than_s=_ABANDONED_S)
        files = [(path.stat().st_mtime_ns, path.stat().st_size, path) for path in folder.glob(f"*{_SUFFIX}")]
        spare = sum(size for _, size, _ in files) - self._most_bytes
        for _, size, path in sorted(files):
            if spare <= 0:
                return
            path.unlink(missing_ok=True)
            spare -= size

    @staticmethod
    def _path(folder: Path, document: str, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:_NAME]
        return folder / f"{document[:_NAME]}-{digest}{_SUFFIX}"


NOTHING_KEPT = KeptParts(None)
