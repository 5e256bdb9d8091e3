"""The words of one library: their vectors from its file, their translations, and the file's upkeep."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors
from indexes.search.translations import TranslatedWord, translated
from indexes.sqlite.database import explained
from indexes.storage.store import Store
from indexes.translation.encoder import WordEncoder
from indexes.translation.kept_words import KeptWords, encoder_of, load_vocabulary
from indexes.translation.upkeep import brought_up, without_gone
from indexes.translation.vocabulary import Vocabulary
from indexes.translation.words import words_of

_MOST_NAMES = 10_000
"""Names whose vectors are remembered, 20 MB: file names and the words of names and titles of some thousand documents."""
_MOST_CHARACTERS = 500
"""Characters of a name or text that are compared: a title of 100,000 would take 6 s and 1.2 GB."""


class LibraryWords:
    """Finds translations among the words of a library; without a file or an encoder there are none.

    The file is derived from the stored texts. Its content stays in memory until the file changes.
    """

    def __init__(self, path: Path | None, encoder: WordEncoder | None) -> None:
        self._path, self._encoder = path, encoder
        self._vocabulary, self._of_file = Vocabulary.empty(), (0, 0)
        self._chunks: dict[str, NDArray[np.bool_]] = {}
        self._names: dict[str, Vectors] = {}
        self._generation = -1

    def translated(self, question: str, into: Mapping[str, float]) -> list[TranslatedWord]:
        """Return the words of a question with their translations into some languages, [] if none are known.

        `into` are the languages with the estimated number of chunks in each.
        """
        if self._path is None or self._encoder is None:
            return []
        self._look_again(self._path, self._encoder)
        return translated(question, into, self._vocabulary, self._encoder)

    def similarities(self, text: str, names: Sequence[str]) -> list[float]:
        """Return how far each name says what a text says, in any languages, from -1 to 1; [] without an encoder or names.

        The beginnings of long names and texts are compared.
        """
        table = self.similarity_table([text], names)
        return [] if table is None else [float(cosine) for cosine in table[0]]

    def similarity_table(self, texts: Sequence[str], names: Sequence[str]) -> Vectors | None:
        """Return the similarity of each text to each name as `similarities`, shape (texts, names); None without an encoder."""
        if self._encoder is None or not names or not texts:
            return None
        rows, columns = ([name[:_MOST_CHARACTERS] for name in given] for given in (texts, names))
        vectors = self._vectors(self._encoder, list(dict.fromkeys((*rows, *columns))))
        similar: Vectors = np.stack([vectors[row] for row in rows]) @ np.stack([vectors[column] for column in columns]).T
        return similar

    def _vectors(self, encoder: WordEncoder, names: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vectors of different names, and remember them; beyond `_MOST_NAMES` those of other names are forgotten."""
        missing = [name for name in names if name not in self._names]
        if missing and len(self._names) + len(missing) > _MOST_NAMES:
            self._names = {name: self._names[name] for name in names if name in self._names}
        self._names |= zip(missing, encoder.encode(missing), strict=True)
        return self._names

    def chunks_in(self, language: str, store: Store) -> NDArray[np.bool_]:
        """Return for each chunk by its id whether it is in a language."""
        if store.vectors.generation != self._generation:
            self._generation, ids = store.vectors.generation, store.chunks_by_language()
            count = 1 + max((int(each[-1]) for each in ids.values()), default=0)
            self._chunks = {code: np.bincount(each, minlength=count).astype(bool) for code, each in ids.items()}
            self._chunks[""] = self._chunks.get("", np.zeros(count, bool))
        return self._chunks.get(language, ~np.ones_like(self._chunks[""]))

    def bring_up(self, store: Store, give_way: Callable[[], None]) -> str:
        """Bring the file up to date with the stored documents; return why it could not be written, "" if it was.

        A library in one language needs no file. Only the writer may call it.
        """
        if self._path is None or self._encoder is None:
            return ""
        documents = {row.id: row.language for row in store.documents() if row.chunks}
        if len(set(filter(None, documents.values()))) < 2:
            self._path.unlink(missing_ok=True)
            return ""
        kept = KeptWords.load(self._path, self._encoder.name)
        new = brought_up(kept, documents, lambda identity: _counted(store, identity), self._encoder, give_way)
        if new is kept:
            return ""
        try:
            new.save(self._path)
        except OSError as problem:
            return f"the words of the library could not be written ({problem.strerror}): run 'ragassist index' again"
        return ""

    def _look_again(self, path: Path, encoder: WordEncoder) -> None:
        try:
            found = path.stat()
            of_file = (found.st_mtime_ns, found.st_size)
        except OSError:
            of_file = (0, 0)
        if of_file != self._of_file:
            self._vocabulary = load_vocabulary(path, encoder.name)
            self._of_file = of_file


def _counted(store: Store, document: int) -> Counter[str]:
    """Return for each word of a document the number of its chunks that contain it."""
    counts = Counter[str]()
    for chunk in store.chunks(store.chunk_ids(document)).values():
        counts.update(words_of(chunk.text))
    return counts


def forget_gone(path: Path, store: Store) -> None:
    """Remove the words of removed documents from a library's file. Raises `StorageFull`."""
    documents = [row.id for row in store.documents() if row.chunks]
    with explained(path):
        if not documents or not (encoder := encoder_of(path)):
            path.unlink(missing_ok=True)
            return
        kept = KeptWords.load(path, encoder)
        if not len(kept.documents):  # a damaged file, whose content is unknown
            path.unlink(missing_ok=True)
            return
        left = without_gone(kept, documents)
        if left is not kept:
            left.save(path)
