"""Makes questions from the documents of a library: a few rare words of a passage, which the search has to find again.

They measure whether passages are found by their own words, in their own language. They don't measure whether questions in
other words or other languages are understood.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import regex

from indexes.library import Library
from indexes.records import ChunkRow, DocumentRow
from ingest.language.punctuation import SENTENCE_END
from ingest.language.scripts import UNSPACED
from ragassist.evaluation.questions import Question

_SENTENCE_ENDS = regex.compile(rf"(?<=[{SENTENCE_END}])\s*|\n+")
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*")
_UNSPACED = regex.compile(f"[{UNSPACED}]+")
_PIECE = 4
"""Number of characters of a piece in scripts without spaces."""
_MOST_WORDS = 5
_FEWEST_WORDS = 3
_TRIES = 8
"""Most passages of a document that are tried until one has enough words."""


def known_items(library: Library, documents: Sequence[DocumentRow], most: int) -> list[Question]:
    """Return up to `most` questions, numbered from 1 and spread over the documents; the result is deterministic.

    Passages with too few words give no question.
    """
    passages = list(islice(_passages(library, documents, most), most))
    frequencies = Counter(word for passage in passages for word in {word.casefold() for word in _words(passage.text)})
    texts = [" ".join(_rarest(_richest(passage.text), frequencies)) for passage in passages]
    return [
        Question(
            number=number,
            text=text,
            paths=(passage.path,),
            page=passage.page,
            language=passage.language,
            span=(passage.start, passage.end),
        )
        for number, (text, passage) in enumerate(zip(texts, passages, strict=True), 1)
    ]


def _passages(library: Library, documents: Sequence[DocumentRow], most: int) -> Iterator[ChunkRow]:
    """Yield passages with enough words: one of each document, then a second one from another part of each, and so on."""
    readable = sorted((row for row in documents if row.chunks), key=lambda row: _mixed(row.path))
    turns = -(-most // max(1, len(readable)))
    for turn in range(turns):
        for row in readable:
            ids = library.chunk_ids(row.id)
            part = range(len(ids) * turn // turns, len(ids) * (turn + 1) // turns)
            tried = sorted(part, key=lambda number: _mixed(f"{row.path} {number}"))[:_TRIES]
            found = library.chunks([ids[number] for number in tried])
            yield from islice((chunk for chunk in found.values() if len(set(_richest(chunk.text))) >= _FEWEST_WORDS), 1)


def _mixed(text: str) -> bytes:
    """Return a sort key for a pseudo-random order that is always the same."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _richest(text: str) -> list[str]:
    """Return the words of the sentence with the most words."""
    return max((list(_words(sentence)) for sentence in _SENTENCE_ENDS.split(text)), key=len)


def _words(text: str) -> Iterator[str]:
    for word in _WORDS.findall(text):
        if _UNSPACED.search(word):
            for run in _UNSPACED.findall(word):
                yield from (run[at : at + _PIECE] for at in range(0, len(run), _PIECE) if len(run) - at > 1)
        else:
            yield word


def _rarest(words: Sequence[str], frequencies: Mapping[str, int]) -> list[str]:
    """Return the words that the fewest passages hold, preferring long ones, in the order of the sentence."""
    unique = list(dict.fromkeys(words))
    rare = sorted(unique, key=lambda word: (frequencies[word.casefold()], -len(word)))[:_MOST_WORDS]
    return [word for word in unique if word in rare]
