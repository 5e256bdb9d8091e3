"""Measures how many of the words that other programs read from documents the readers find, by format.

Usage: python -m bench.word_recall FOLDER [--worst N] [--only SUFFIX]

Each file of the folder is read by the readers of this project and by pdftotext (PDF) or w3m (HTML). The table shows by format:
files, words of the other program, recall (the share of these words that the reader found, counting repetitions), precision (the
share of the reader's words that the other program found), loose accents, and seconds.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker

_OTHERS = {
    ".pdf": ("pdftotext", "-enc", "UTF-8", "{path}", "-"),
    ".html": ("w3m", "-dump", "-cols", "10000", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "{path}"),
    ".htm": ("w3m", "-dump", "-cols", "10000", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "{path}"),
}
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"(?<=\w)-\n\s*(?=\w)")
_LOOSE_ACCENT = re.compile("[´¨ˆ˜ˇ˚˘˝¸˛][^\\W\\d_]|[^\\W\\d_] ?[´¨ˇ˚˘˝¸˛](?!\\w)")
"""An accent beside the letter that it belongs to. Backquotes and tildes, which occur in program text, aren't counted."""
_LONGEST_S = 120.0
"""Seconds that the reader may take for a file, beside other programs."""
_SECONDS = 120
"""Seconds that the other program may take for a file."""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one file; `words` are the other program's, `accents` are loose ones."""

    path: Path
    words: int
    own_words: int
    shared: int
    accents: int
    seconds: float

    @property
    def recall(self) -> float:
        """The share of the other program's words that the reader found."""
        return self.shared / max(1, self.words)


def words_of(text: str) -> Counter[str]:
    """Return the words of a text with their counts; words that are hyphenated at the end of a line are joined."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", _CUT.sub("", text)).casefold()))


def other_text(path: Path) -> str | None:
    """Return the text that the other program reads, None if it isn't installed."""
    command = _OTHERS[path.suffix.lower()]
    if not shutil.which(command[0]):
        return None
    filled = [part.format(path=path) for part in command]
    done = subprocess.run(filled, capture_output=True, timeout=_SECONDS, check=False)
    return done.stdout.decode("utf-8", "replace")


def score(worker: Worker, path: Path) -> Score | None:
    """Return the counts of a file, None if the other program isn't installed."""
    other = other_text(path)
    if other is None:
        return None
    started = time.perf_counter()
    try:
        text = worker.read(path.suffix, path.read_bytes()).text
    except UnreadableDocument as problem:
        print(f"{path.name}: {problem}")
        text = ""
    seconds = time.perf_counter() - started
    own, others = words_of(text), words_of(other)
    return Score(path, others.total(), own.total(), (own & others).total(), len(_LOOSE_ACCENT.findall(text)), seconds)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=10, help="files with the lowest recall to name")
    parser.add_argument("--only", default="", help="a suffix, such as .pdf")
    chosen = parser.parse_args()
    scores: dict[str, list[Score]] = defaultdict(list)
    with Worker(_LONGEST_S, find_ocr=lambda: None) as worker:
        for path in sorted(chosen.folder.rglob("*")):
            if path.suffix.lower() in _OTHERS and (not chosen.only or path.suffix.lower() == chosen.only):
                found = score(worker, path)
                if found:
                    scores[path.suffix.lower()].append(found)
    print("format  files     words  recall  precision  accents  seconds")
    for suffix, rows in sorted(scores.items()):
        words, own, shared = (sum(getattr(row, name) for row in rows) for name in ("words", "own_words", "shared"))
        recall, precision = shared / max(1, words), shared / max(1, own)
        accents, seconds = sum(row.accents for row in rows), sum(row.seconds for row in rows)
        print(f"{suffix:7} {len(rows):5} {words:9,}  {recall:.4f}     {precision:.4f}  {accents:7,}  {seconds:7.1f}")
        for row in sorted(rows, key=lambda row: row.recall)[: chosen.worst]:
            print(f"    {row.recall:.3f} of {row.words:7,}  {row.path.name}")


if __name__ == "__main__":
    main()
