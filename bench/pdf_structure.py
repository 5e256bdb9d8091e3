"""Measures the structure that the readers find in a folder of PDFs: headings, tables of contents and indexes.

Usage: python -m bench.pdf_structure FOLDER

For each PDF it prints the pages and chunks, the share of chunks with a heading ("headed"), the share of chunks with dot leaders
("leaders"), and the number of characters that are taken for a table of contents or an index ("leading"); the last line is the
whole folder.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import re
import time
from collections import Counter

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from ingest.chunking import Chunker
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker

_LONGEST_S = 120.0
"""Seconds that the reader may take for a file, beside other programs."""
_LEADERS = re.compile(r"(?:[.·…]\s?){5,}")


def words_as_tokens() -> Tokenizer:
    """Return a tokenizer that needs no model and takes words as tokens, which gives chunks of a similar size."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    chunker, total = Chunker(words_as_tokens(), 110), Counter[str]()
    with Worker(_LONGEST_S, find_ocr=lambda: None) as worker:
        for path in sorted(chosen.folder.rglob("*.pdf")):
            started = time.perf_counter()
            try:
                document = worker.read(".pdf", path.read_bytes())
            except UnreadableDocument as problem:
                print(f"{path.name}: {problem}")
                continue
            seconds = time.perf_counter() - started
            chunks = chunker.chunks(document)
            found = Counter(
                chunks=len(chunks),
                headed=sum(bool(chunk.heading) for chunk in chunks),
                leaders=sum(bool(_LEADERS.search(document.text[chunk.start : chunk.end])) for chunk in chunks),
                leading=sum(section.end - section.start for section in document.sections if section.leads),
            )
            total += found
            print(row(path.name, document.pages or 0, found), f"{seconds:6.1f} s")
    print(row("all", 0, total))


def row(name: str, pages: int, found: Counter[str]) -> str:
    """Return a line of the table."""
    chunks = max(1, found["chunks"])
    shares = f"headed {found['headed'] / chunks:5.2f}  leaders {found['leaders'] / chunks:5.3f}  leading {found['leading']:7,}"
    return f"{name[:44]:44} {pages:4} pages {found['chunks']:6} chunks  {shares}"


if __name__ == "__main__":
    main()
