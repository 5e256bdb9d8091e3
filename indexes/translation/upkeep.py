"""Brings the words of a library up to date with its documents."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import regex
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors
from indexes.translation.encoder import WordEncoder
from indexes.translation.kept_words import KeptWords
from indexes.translation.vocabulary import Vocabulary, packed

_LEAST, _LEAST_PIECES = 3, 5
"""Fewest chunks that contain a word with a vector; more for pieces of runs without spaces, few of which are words."""
_PIECE = regex.compile(r"[\p{Han}\p{Hangul}]+")
_INSIDE = 1.2
"""A piece that is in at most this many times as many chunks as a longer piece that contains it isn't a word by itself."""
_MOST_COUNTED = 255
_AT_ONCE = 512
"""Number of words that are encoded between two checks for more urgent work: half a second."""


def brought_up(
    kept: KeptWords,
    documents: Mapping[int, str],
    counted: Callable[[int], Counter[str]],
    encoder: WordEncoder,
    give_way: Callable[[], None] = lambda: None,
) -> KeptWords:
    """Return the words of the present documents, which are given by id with their language.

    `counted` returns for each word of a new document the number of its chunks that contain it. Frequent words have vectors;
    existing vectors are kept.
    """
    there = without_gone(kept, documents)
    known = set(there.documents.tolist())
    new = [identity for identity in documents if identity not in known]
    if not new and len(there.documents) == len(kept.documents):
        return kept
    words = {word: at for at, word in enumerate(there.words)}
    added = [_held(counted(identity), words, give_way) for identity in new]
    sizes = [len(numbers) for numbers, _ in added]
    grown = replace(
        there,
        documents=np.concatenate([there.documents, np.array(new, np.int64)]),
        bounds=np.concatenate([there.bounds, there.bounds[-1] + np.cumsum(sizes, dtype=np.int64)]),
        held=np.concatenate([there.held, *(numbers for numbers, _ in added)]),
        counts=np.concatenate([there.counts, *(amounts for _, amounts in added)]),
    )
    return _laid_out(grown, list(words), documents, encoder, give_way)


def without_gone(kept: KeptWords, documents: Collection[int]) -> KeptWords:
    """Return the words of the documents that still exist, by id; words that only removed documents contain are deleted."""
    there = kept.of(np.isin(kept.documents, list(documents)))
    if len(there.documents) == len(kept.documents):
        return kept
    known, words = kept.vocabulary, kept.words
    used = np.unique(there.held)
    numbers = np.zeros(len(words), np.uint32)
    numbers[used] = np.arange(len(used), dtype=np.uint32)
    own = used[used < len(known)]
    return replace(
        there,
        vocabulary=known.only(own),
        rarer=tuple(words[at] for at in used[len(own) :]),
        held=numbers[there.held],
    )


def _held(
    counts: Counter[str], words: dict[str, int], give_way: Callable[[], None]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the numbers of the words that a document holds and their counts; new words get the next numbers in `words`."""
    give_way()
    numbers = np.array([words.setdefault(word, len(words)) for word in counts], np.uint32)
    amounts = np.minimum(np.fromiter(counts.values(), np.int64, len(counts)), _MOST_COUNTED)
    return numbers, amounts.astype(np.uint8)


def _laid_out(
    kept: KeptWords,
    words: Sequence[str],
    documents: Mapping[int, str],
    encoder: WordEncoder,
    give_way: Callable[[], None],
) -> KeptWords:
    """Return the words with new numbers, those with vectors first; words that no document contains any more are left out."""
    languages, totals = _by_language(kept, len(words), documents)
    frequent = _frequent(words, totals)
    rarer = np.flatnonzero((totals > 0) & ~np.isin(np.arange(len(words)), frequent))
    numbers = np.zeros(len(words), np.uint32)
    numbers[np.concatenate([frequent, rarer])] = np.arange(len(frequent) + len(rarer), dtype=np.uint32)
    texts = tuple(words[at] for at in frequent.tolist())
    rows, steps = _rows(kept.vocabulary, texts, encoder, give_way)
    return replace(
        kept,
        vocabulary=Vocabulary(texts, languages[frequent], totals[frequent].astype(np.int64), rows, steps),
        rarer=tuple(words[at] for at in rarer.tolist()),
        held=numbers[kept.held],
    )


def _by_language(kept: KeptWords, count: int, documents: Mapping[int, str]) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """Return for each word the most frequent language of its documents, and the number of chunks that contain it."""
    names = sorted(set(documents.values()) | {""})
    number = {name: at for at, name in enumerate(names)}
    own = np.array([number[documents[identity]] for identity in kept.documents.tolist()], np.int64)
    table = np.zeros((len(names), count))
    spread = np.repeat(own, np.diff(kept.bounds))
    for at in range(len(names)):
        mine = spread == at
        table[at] = np.bincount(kept.held[mine], kept.counts[mine], count)
    return np.array(names)[table.argmax(axis=0)], table.sum(axis=0)


def _frequent(words: Sequence[str], totals: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the numbers of the words that are frequent enough for a search, without pieces of words."""
    several = [at for at in np.flatnonzero(totals >= _LEAST).tolist() if totals[at] >= _least(words[at])]
    count = {words[at]: totals[at] for at in several}
    inside = {
        part
        for word in count
        if len(word) > 2 and _PIECE.fullmatch(word)
        for part in (word[:-1], word[1:])
        if count.get(part, 0) <= _INSIDE * count[word]
    }
    return np.array([at for at in several if words[at] not in inside], np.int64)


def _least(word: str) -> int:
    return _LEAST_PIECES if _PIECE.fullmatch(word) else _LEAST


def _rows(
    before: Vocabulary, words: Sequence[str], encoder: WordEncoder, give_way: Callable[[], None]
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the packed vectors of words; those that had one keep it."""
    known = {word: at for at, word in enumerate(before.words)}
    missing = [word for word in words if word not in known]
    rows, steps = packed(np.concatenate(list(_encoded(missing, encoder, give_way))))
    all_rows = np.concatenate([before.rows.reshape(-1, rows.shape[1]), rows])
    all_steps = np.concatenate([before.steps, steps])
    place = known | {word: len(known) + at for at, word in enumerate(missing)}
    order = [place[word] for word in words]
    return all_rows[order], all_steps[order]


def _encoded(words: Sequence[str], encoder: WordEncoder, give_way: Callable[[], None]) -> Iterator[Vectors]:
    yield encoder.encode(words[:0])  # gives the shape if there is nothing to encode
    for at in range(0, len(words), _AT_ONCE):
        give_way()
        yield encoder.encode(words[at : at + _AT_ONCE])
