"""Measures how well the readers read a folder of files: snippets, reading order, expected outcome, seconds.

Usage: python -m bench.readers FOLDER [--only SUBSTRING] [--json] [--in-process]

FOLDER holds MANIFEST.jsonl with rows {file, expect, snippets [{text}], should [{text}], order [{first, then}], must_not
[{text}]}: texts that have to be found, texts that ought to be, pairs in their reading order, and texts that must not occur.
`expect` is one of text, empty, error-or-empty, error-or-partial, error:password and bounded (any outcome in time).
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from ingest.assembly import assemble
from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import READ_SECONDS, Worker
from ingest.readers import READERS, reader_for

Read = Callable[[str, bytes], Document]
_IGNORED = re.compile("[\\s\u00ad\u0640\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""White space, soft hyphens, tatweel and bidi marks, which aren't compared."""
_NO_READER = "format "
"""The beginning of the reason for a file without a reader."""
_UNNAMED = "its reader "
"""The beginning of the reason for a reader that crashed instead of explaining what is wrong with the file."""
_GRACE_SECONDS = 2.0
"""Seconds beyond the worker's limit that a file may take."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The outcome of reading a file: its document, or the `reason` why there is none."""

    document: Document | None
    reason: str
    seconds: float

    @property
    def text(self) -> str:
        """The extracted text, "" if there is none."""
        return self.document.text if self.document else ""


@dataclass(frozen=True, slots=True)
class Row:
    """The score of a file: counts as (found, wanted), the forbidden texts that occur, and the messages about it."""

    file: str
    snippets: tuple[int, int]
    should: tuple[int, int]
    order: tuple[int, int]
    violations: tuple[str, ...]
    missing: tuple[str, ...]
    expect: str
    met: bool
    seconds: float
    characters: int
    said: tuple[str, ...]


def folded(text: str) -> str:
    """Return a text under NFKC and without the characters of `_IGNORED`."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def in_process(suffix: str, data: bytes) -> Document:
    """Return the document in a file's bytes, without the worker's limits."""
    return assemble(reader_for(suffix)(data), READERS[suffix.lower()])


def outcome(path: Path, read: Read) -> ReadResult:
    """Return the outcome of reading a file."""
    started = time.monotonic()
    try:
        if path.suffix.lower() not in READERS:
            raise UnreadableDocument(f"{_NO_READER}{path.suffix} is not read")
        document, reason = read(path.suffix, path.read_bytes()), ""
    except UnreadableDocument as problem:
        document, reason = None, str(problem)
    return ReadResult(document, reason, time.monotonic() - started)


def is_met(expect: str, found: ReadResult) -> bool:
    """Return whether an outcome is the expected one.

    A file that is `empty` without OCR may also be read by OCR; only a `bounded` file, such as a ZIP bomb, may crash a reader.
    """
    document, reason = found.document, found.reason
    if found.seconds > READ_SECONDS + _GRACE_SECONDS or reason.startswith(_NO_READER):
        return False
    if reason.startswith(_UNNAMED) and expect != "bounded":
        return False
    return {
        "text": document is not None,
        "empty": document is None or bool(document.scans) or any("OCR" in line for line in document.warnings),
        "error-or-empty": document is None,
        "error-or-partial": document is None or bool(document.unread),
        "error:password": "password" in reason,
        "bounded": True,
    }[expect]


def row(entry: dict[str, Any], found: ReadResult) -> Row:
    """Return the score of an entry of the manifest."""
    text = folded(found.text)
    wanted = {kind: [piece["text"] for piece in entry[kind]] for kind in ("snippets", "should", "must_not")}
    hits = {kind: [piece for piece in pieces if folded(piece) in text] for kind, pieces in wanted.items()}
    ordered = [_in_order(text, pair["first"], pair["then"]) for pair in entry["order"]]
    return Row(
        file=entry["file"],
        snippets=(len(hits["snippets"]), len(wanted["snippets"])),
        should=(len(hits["should"]), len(wanted["should"])),
        order=(sum(ordered), len(ordered)),
        violations=tuple(hits["must_not"]),
        missing=tuple(piece for piece in wanted["snippets"] + wanted["should"] if folded(piece) not in text),
        expect=entry["expect"],
        met=is_met(entry["expect"], found),
        seconds=round(found.seconds, 2),
        characters=len(found.text),
        said=found.document.warnings if found.document else (found.reason,),
    )


def _in_order(text: str, first: str, then: str) -> bool:
    at, after = text.find(folded(first)), text.find(folded(then))
    return 0 <= at < after


def table(rows: list[Row]) -> Table:
    """Return the table of all files, with the totals in the last row."""
    shown = Table("file", "snippets", "should", "order", "must not", "expect", "s", "what is said", title=f"{len(rows)} files")
    for r in rows:
        expect = r.expect if r.met else f"[red]{r.expect}: no[/red]"
        said = "; ".join(r.said)[:90].replace("[", "\\[")
        counts = [_share([pair]) for pair in (r.snippets, r.should, r.order)]
        shown.add_row(r.file, *counts, str(len(r.violations) or ""), expect, f"{r.seconds:.1f}", said)
    shown.add_section()
    counts = [_share([getattr(r, kind) for r in rows]) for kind in ("snippets", "should", "order")]
    violations, met = sum(len(r.violations) for r in rows), sum(r.met for r in rows)
    shown.add_row(
        "all", *counts, str(violations), f"{met}/{len(rows)}", f"{sum(r.seconds for r in rows):.1f}", _by_reader(rows)
    )
    return shown


def _share(pairs: list[tuple[int, int]]) -> str:
    right, of = (sum(column) for column in zip(*pairs, strict=True)) if pairs else (0, 0)
    share = f"{right}/{of}" if of else ""
    return share if right == of else f"[red]{share}[/red]"


def _by_reader(rows: list[Row]) -> str:
    """Return the snippets found by suffix, such as `pdf 40/44, html 6/6`."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for r in rows:
        suffix = Path(r.file).suffix[1:]
        right[suffix] += r.snippets[0]
        of[suffix] += r.snippets[1]
    return ", ".join(f"{suffix} {right[suffix]}/{count}" for suffix, count in of.items() if count)


def main() -> None:
    """Read all files, and print the table or one JSON object per file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="files whose name holds this")
    parser.add_argument("--json", action="store_true", help="print one object per file, with the missing texts")
    parser.add_argument("--in-process", action="store_true", help="without the worker and its limits, for harmless files")
    arguments = parser.parse_args()
    lines = (arguments.folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [entry for entry in map(json.loads, lines) if arguments.only in entry["file"]]
    rows = []
    with Worker() as worker:
        for entry in entries:
            found = outcome(arguments.folder / entry["file"], in_process if arguments.in_process else worker.read)
            rows.append(row(entry, found))
            if arguments.json:
                print(json.dumps(asdict(rows[-1]), ensure_ascii=False), flush=True)
    if not arguments.json:
        Console().print(table(rows))


if __name__ == "__main__":
    main()
