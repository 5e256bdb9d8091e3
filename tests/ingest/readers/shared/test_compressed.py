"""Single compressed files are read by the reader of their content, under a budget."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UnreadableDocument
from ingest.files.names import suffix_of
from ingest.isolation.worker import Worker
from ingest.readers import is_read


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".txt.gz", gzip.compress), (".md.bz2", bz2.compress), (".log.xz", lzma.compress)]
)
def test_a_compressed_file_is_read_by_the_suffix_before_that_of_compression(
    worker: Worker, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    document = worker.read(suffix, pack(b"The key hangs by the door."))
    assert document.text == "The key hangs by the door."


def test_consecutive_streams_are_one_file(worker: Worker) -> None:
    assert worker.read(".txt.gz", gzip.compress(b"one ") + gzip.compress(b"two")).text == "one two"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: gzip.compress(bytes(1 << 28)), "decompression bomb"),
        (lambda: gzip.compress(gzip.compress(b"x" * 90)), "gzip data in spite of its name"),
        (lambda: gzip.compress(b"words" * 900)[:-20], "ends early"),
        (lambda: b"no gzip", "damaged: not what its suffix .gz says"),
    ],
    ids=["bomb", "gz in gz", "cut", "none"],
)
def test_an_unreadable_compressed_file_is_refused_with_the_reason(
    worker: Worker, make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        worker.read(".txt.gz", make())


def test_a_compressed_file_is_read_only_if_its_content_has_a_reader() -> None:
    names = ("a.txt.gz", "a.PDF.XZ", "a.gz", "a.tar.gz", "a.txt.gz.gz", "v1.2.gz", "a.txt")
    assert [is_read(suffix_of(Path(name))) for name in names] == [True, True, False, False, False, False, True]
