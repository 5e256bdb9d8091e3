"""A sentence-transformers folder on disk: which model it is, how texts are put to it, how its tokens are counted."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Kind = Literal["query", "passage"]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder and what names it; `identity` is a hash of its weights, `dimensions` how many of a vector's are kept."""

    path: Path
    identity: str
    query_prefix: str
    passage_prefix: str
    dimensions: int | None = None

    @property
    def fingerprint(self) -> str:
        """What names the model, its weights, its prefixes and a cut of its dimensions."""
        cut = f":{self.dimensions}" if self.dimensions else ""
        return f"{self.path.name}:{self.identity[:16]}:{self.query_prefix}|{self.passage_prefix}{cut}"

    def prefix(self, kind: Kind) -> str:
        """Return what stands before a text of a kind."""
        return self.query_prefix if kind == "query" else self.passage_prefix

    def load_tokenizer(self) -> "Tokenizer":
        """Return the fast tokenizer, which needs neither torch nor transformers; truncation and padding are off."""
        from tokenizers import Tokenizer  # so that listing models loads nothing

        tokenizer: Tokenizer = Tokenizer.from_file(str(self.path / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


def encode(tokenizer: "Tokenizer", text: str, limit: int) -> "Encoding":
    """Return a text's tokens with the special ones, at most `limit` of them, cut as the model itself cuts.

    The tokenizer stays as it is: one that truncates would miscount for everybody else.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    encoding.truncate(max(0, limit - tokenizer.num_special_tokens_to_add(False)))
    whole: Encoding = tokenizer.post_process(encoding)
    return whole


def own_tokens(encoding: "Encoding", prefix: str) -> list[int]:
    """Return where the text's own tokens stand: not the special ones, not the prefix's."""
    marks = zip(encoding.special_tokens_mask, encoding.offsets, strict=True)
    return [at for at, (special, (_, end)) in enumerate(marks) if not special and end > len(prefix)]
