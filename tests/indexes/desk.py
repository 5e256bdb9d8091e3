"""A library with a folder of papers, for tests of indexing."""

from dataclasses import dataclass
from pathlib import Path

from indexes.indexing.indexer import Indexer
from indexes.indexing.run import Listener, RunOptions, RunReport
from indexes.library import Library
from ingest.isolation.worker import Worker

PAPERS = {
    "pump.md": "# Pump\n\nThe canal pump K240 weighs 31.4 kg with its motor.\n\n# Bolts\n\nTighten them with 48 Nm.\n",
    "building/lease.txt": "The rent of the warehouse is 790 euros a month.",
    "building/keys.html": "<h1>Keys</h1><p>The deposit for a key is 35 euros.</p>",
    "curry.txt": "オープンデーのカレーは火を止めてから四十分寝かせます。",
}


@dataclass
class Desk:
    """A library, its papers, and the operations of tests."""

    library: Library
    papers: Path
    worker: Worker

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def index(self, *roots: Path, listener: Listener = lambda _: None, wish: RunOptions | None = None) -> RunReport:
        return Indexer(self.library, self.worker, listener).update(roots or [self.papers], wish)

    def state(self) -> list[tuple[str, str, list[tuple[int, int, str]]]]:
        """Return the content of the library without what differs between two libraries of the same papers."""
        store = self.library.store
        chunks = list(store.all_chunks())
        return [
            (row.path, row.state, [(c.start, c.end, c.text) for c in chunks if c.document_id == row.id])
            for row in store.documents()
        ]

    def found(self, question: str, mode: str = "hybrid") -> list[tuple[str, str, float]]:
        hits = self.library.search(question, "en", 10, mode)  # type: ignore[arg-type]
        return [(hit.chunk.path, hit.chunk.text, round(hit.score, 5)) for hit in hits]

    def whole(self) -> bool:
        return self.library.check(full=True, repair=False).ok and self.library.store.vectors.waiting() == 0

    def bytes_of(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.library.folder.iterdir() if path.is_file())
