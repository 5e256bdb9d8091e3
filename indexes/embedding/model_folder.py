"""A sentence-transformers folder: its identity, its prefixes and its tokenizer."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Kind = Literal["query", "passage"]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder of a model; `identity` is a hash of its weights, `dimensions` the number of dimensions to keep."""

    path: Path
    identity: str
    query_prefix: str
    passage_prefix: str
    dimensions: int | None = None

    @property
    def fingerprint(self) -> str:
        """An id of the model, its weights, its prefixes and its number of dimensions."""
        cut = f":{self.dimensions}" if self.dimensions else ""
        return f"{self.path.name}:{self.identity[:16]}:{self.query_prefix}|{self.passage_prefix}{cut}"

    def prefix(self, kind: Kind) -> str:
        """Return the prefix of a query or a passage."""
        return self.query_prefix if kind == "query" else self.passage_prefix

    def load_tokenizer(self) -> "Tokenizer":
        """Return the fast tokenizer, without truncation and padding; it needs neither torch nor transformers.

        The last one stays loaded, for the next embedder with the same file.
        """
        file = (self.path / "tokenizer.json").resolve()
        found = file.stat()
        return _opened(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _opened(file: Path, changed_ns: int, size: int) -> "Tokenizer":
    """Return the tokenizer of a version of a file. One of 250,000 pieces takes 0.7 s, in which no other thread runs."""
    from tokenizers import Tokenizer  # imported here, because listing models doesn't need it

    tokenizer: Tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: "Tokenizer", text: str, limit: int) -> "Encoding":
    """Return the tokens of a text with the special tokens, truncated to `limit` like the model does.

    The tokenizer's own truncation isn't switched on, because other code counts tokens with it.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    encoding.truncate(max(0, limit - tokenizer.num_special_tokens_to_add(False)))
    whole: Encoding = tokenizer.post_process(encoding)
    return whole


def own_tokens(encoding: "Encoding", prefix: str) -> list[int]:
    """Return the indices of the text's tokens, without special tokens and those of the prefix."""
    marks = zip(encoding.special_tokens_mask, encoding.offsets, strict=True)
    return [at for at, (special, (_, end)) in enumerate(marks) if not special and end > len(prefix)]
