"""Fakes of the embedder and the chat model; the contract tests run with the fakes and with the real ones."""

import hashlib
import json
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from indexes.embedding.embedder import TokenVectors, Vectors
from indexes.embedding.model_folder import Kind
from indexes.lexical.terms import terms
from ragassist.engine.chat_model import Prefilled, Token
from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped

DIMENSION = 64
_FIRST_WORD = 0x200000


class FakeEmbedder:
    """Embeds a text as the sum of fixed random vectors of its terms, so that texts with common words are similar."""

    def __init__(self, fingerprint: str = "fake:1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []
        self.tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return a row for each word."""
        del kind
        return [np.array([self._row(word) for word in text.split()], np.float32).reshape(-1, DIMENSION) for text in texts]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.stack([self._row(text) for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def _row(self, text: str) -> Vectors:
        row = np.full(DIMENSION, 1e-3, np.float32)
        for term in terms(text, "en"):
            seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "big")
            row += np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
        return row


class FakeChatModel:
    """Returns scripted replies, one for each `decode`; its tokens are characters, and its special tokens are given to it."""

    name = "scripted"
    sure = 5.0

    def __init__(self, *replies: str, specials: Sequence[str] = (), context: int = 100_000) -> None:
        self.replies = list(replies)
        self.context = context
        self.prompts: list[str] = []
        self.prompt_ids: list[list[int]] = []
        self._specials = {text: 0x110000 + at for at, text in enumerate(specials)}
        self._held: list[int] = []
        self._requests = 0

    def special_id(self, text: str) -> int | None:
        return self._specials.get(text)

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        self._requests += 1
        if not trusted:
            return [ord(char) for char in text]
        ids: list[int] = []
        while text:
            special = next((s for s in self._specials if text.startswith(s)), None)
            ids.append(self._specials[special] if special else ord(text[0]))
            text = text[len(special) if special else 1 :]
        return ids

    def begin_text(self) -> str:
        return "<|startoftext|>" if "<|startoftext|>" in self._specials else ""

    def plain(self, ids: Sequence[int]) -> list[int]:
        return [identity for identity in ids if 0 <= identity < 0x110000]

    def detokenize(self, ids: Sequence[int]) -> str:
        names = {identity: text for text, identity in self._specials.items()}
        return "".join(names.get(identity) or chr(identity) for identity in ids)

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        if stop.is_set():
            raise Stopped
        kept = 0
        while kept < min(len(self._held), len(ids)) and self._held[kept] == ids[kept]:
            kept += 1
        if kept < len(self._held):  # the last token is evaluated again, for the logits of the next one
            kept = min(kept, len(ids) - 1)
        if list(ids) == self._held:  # nothing to evaluate
            return Prefilled(len(ids), 0)
        self._held = list(ids)
        self.prompts.append(self.detokenize(ids))
        self.prompt_ids.append(list(ids))
        return Prefilled(len(ids), len(ids) - kept)

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        yield 0
        done = self.prefill(ids, marks, stop)
        yield done.prompt_tokens
        return done

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return scores of which the first is higher than the others by `sure`."""
        return [self.sure if at == 0 else 0.0 for at in range(len(ids))]

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield the tokens of the next reply; as with the real model's process, another request ends the answer."""
        reply = self.replies.pop(0) if self.replies else ""
        tokens = self._tokens(reply)[:limit]
        asked = self._requests
        for token in tokens:
            if stop.is_set():
                raise Stopped
            yield token
            if self._requests != asked:
                raise ModelFault("another question has ended this answer: ask again")
            self._held.append(token.id)

    def _tokens(self, reply: str) -> list[Token]:
        special = self._specials.values()
        return [Token(at, b"" if at in special else chr(at).encode()) for at in self.tokenize(reply, trusted=True)]

    def keep(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([self.name, self._held]), encoding="utf-8")

    def recall(self, path: Path) -> int:
        try:
            name, held = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0
        if name == self.name:
            self._held = held
        return len(held) if name == self.name else 0

    def close(self) -> None:
        self._held.clear()


class CutChatModel(FakeChatModel):
    """Returns its replies in tokens cut at given places, so that a token may contain the end of a tag and text after it."""

    def __init__(self, *replies: str, cuts: Sequence[int], specials: Sequence[str] = ()) -> None:
        super().__init__(*replies, specials=specials)
        self._cuts = cuts
        self._words: list[str] = []

    def _tokens(self, reply: str) -> list[Token]:
        edges = sorted({0, len(reply), *(cut % (len(reply) + 1) for cut in self._cuts)})
        words = [reply[start:end] for start, end in pairwise(edges)]
        first = _FIRST_WORD + len(self._words)
        self._words += words
        return [Token(identity, word.encode()) for identity, word in enumerate(words, first)]

    @property
    def said_tokens(self) -> int:
        return len(self._words)

    def plain(self, ids: Sequence[int]) -> list[int]:
        return [identity for identity in ids if identity < 0x110000 or identity >= _FIRST_WORD]

    def detokenize(self, ids: Sequence[int]) -> str:
        pieces = (
            self._words[identity - _FIRST_WORD] if identity >= _FIRST_WORD else super(CutChatModel, self).detokenize([identity])
            for identity in ids
        )
        return "".join(pieces)
