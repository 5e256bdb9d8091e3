"""What a check of a library found and what it repaired."""

from dataclasses import dataclass

FAISS_FILE, FULL_TEXT, PAGE, ORPHAN, COUNT, TEXT, VECTOR, SPAN = (
    "FAISS file", "full text", "database page", "orphan", "count", "text", "vector", "chunk outside its document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `check` found wrong; `bare_path` is the document that lost its text or its chunks, if it is that."""

    what: str
    detail: str
    bare_path: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found, and what of it was mended."""

    problems: tuple[Problem, ...]
    repaired: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing wrong is left."""
        return not self.problems
