"""Questions made of a library's own documents: a few rare words of a passage, which has to be found again.

They measure whether what is there is found by words that stand in it, in its own language; not whether a question in
other words or in another language is understood.
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
"""Characters of a piece of a script without spaces."""
_MOST_WORDS = 5
_FEWEST_WORDS = 3
_TRIES = 8
"""Passages of a document that are tried until one has enough words."""


def known_items(library: Library, documents: Sequence[DocumentRow], most: int) -> list[Question]:
    """Return up to `most` questions, spread over the documents, the same for the same documents.

    The number of a question counts from 1; a passage that holds too few words gives none.
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
    """Yield passages with enough words: one of each document, then another of each, each from a part of its own."""
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
    """Return a sort key that orders names as if at random, and always in the same way."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _richest(text: str) -> list[str]:
    """Return the words of the sentence that has the most."""
    return max((list(_words(sentence)) for sentence in _SENTENCE_ENDS.split(text)), key=len)


def _words(text: str) -> Iterator[str]:
    for word in _WORDS.findall(text):
        if _UNSPACED.search(word):
            for run in _UNSPACED.findall(word):
                yield from (run[at : at + _PIECE] for at in range(0, len(run), _PIECE) if len(run) - at > 1)
        else:
            yield word


def _rarest(words: Sequence[str], frequencies: Mapping[str, int]) -> list[str]:
    """Return the words of a sentence that the fewest passages hold, long ones first, in the order of the sentence."""
    unique = list(dict.fromkeys(words))
    rare = sorted(unique, key=lambda word: (frequencies[word.casefold()], -len(word), unique.index(word)))[:_MOST_WORDS]
    return [word for word in unique if word in rare]
