"""What a check of a library has found and repaired."""

from dataclasses import dataclass

FAISS_FILE, FULL_TEXT, PAGE, ORPHAN, COUNT, TEXT, VECTOR, SPAN = (
    "FAISS file", "full text", "database page", "orphan", "count", "text", "vector", "chunk outside its document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem that `check` has found; `bare_path` is the path of the document if one has lost its text or its chunks."""

    what: str
    detail: str
    bare_path: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems that are left, and those that were repaired."""

    problems: tuple[Problem, ...]
    repaired: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether no problem is left."""
        return not self.problems
