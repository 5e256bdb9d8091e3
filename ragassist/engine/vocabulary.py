"""A model's vocabulary: text to token ids and back, where untrusted text never forms a special token."""

import ctypes
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import llama_cpp as c

from ragassist.engine.special_tokens import split_literals
from ragassist.models.entries import ThinkTags

_SPECIAL = 8 | 16 | 1  # llama.cpp's attributes CONTROL, USER_DEFINED and UNKNOWN


class Vocabulary:
    """The vocabulary of a loaded model."""

    def __init__(self, model: Any) -> None:
        self._handle = c.llama_model_get_vocab(model)
        self.size: int = c.llama_vocab_n_tokens(self._handle)

    @cached_property
    def specials(self) -> dict[str, int]:
        """The special tokens' ids by their text."""
        found = {}
        for identity in range(self.size):
            if c.llama_vocab_get_attr(self._handle, identity) & _SPECIAL:
                literal = c.llama_vocab_get_text(self._handle, identity).decode(errors="replace")
                found[literal] = identity
        return found

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token, or None where the vocabulary has none of that text."""
        if text in self.specials:
            return self.specials[text]
        ids = self._ids(text, special=True)
        return ids[0] if len(ids) == 1 else None

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; an untrusted one has every special literal split so that it can't form its token."""
        if trusted:
            return self._ids(text, special=True)
        ids = [i for piece in split_literals(text, self.specials, self._text_tags) for i in self._ids(piece, special=False)]
        if not self._forbidden.isdisjoint(ids):
            raise AssertionError("untrusted text formed a special token")  # fail closed, in production too
        return ids

    @cached_property
    def _text_tags(self) -> tuple[str, ...]:
        """The tags of reasoning that this vocabulary holds as plain text."""
        return tuple(tag for tag in (ThinkTags().open, ThinkTags().close) if tag not in self.specials)

    @cached_property
    def _forbidden(self) -> frozenset[int]:
        return frozenset(self.specials.values())

    def _ids(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        ids = (c.llama_token * room)()
        count = c.llama_tokenize(self._handle, data, len(data), ids, room, False, special)
        return list(ids[:count])

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return those ids that stand for text."""
        return [identity for identity in ids if 0 <= identity < self.size and identity not in self._forbidden]

    def piece(self, identity: int) -> bytes:
        """Return the bytes that a token stands for: b"" for special ones."""
        buffer = ctypes.create_string_buffer(256)
        count = c.llama_token_to_piece(self._handle, identity, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, count)]

    def text(self, ids: Sequence[int]) -> str:
        """Return the text of some tokens."""
        return b"".join(map(self.piece, ids)).decode(errors="replace")

    def ends(self, identity: int) -> bool:
        """Return whether a token ends the model's turn."""
        return bool(c.llama_vocab_is_eog(self._handle, identity))
