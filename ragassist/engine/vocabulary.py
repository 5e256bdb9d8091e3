"""Converts text to token ids and back. Untrusted text never becomes a token that steers the model."""

import ctypes
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import llama_cpp as c

from ragassist.engine.special_tokens import is_harmless, split_literals
from ragassist.errors import ModelFault, TextRefused
from ragassist.models.families import think_tags

_CONTROL = c.LLAMA_TOKEN_ATTR_CONTROL | c.LLAMA_TOKEN_ATTR_UNKNOWN
_USER_DEFINED = c.LLAMA_TOKEN_ATTR_USER_DEFINED
_ROOM = 8
"""Tokens that a text may have beyond its number of bytes, such as a blank that SentencePiece puts before it."""


class Vocabulary:
    """The vocabulary of a loaded model."""

    def __init__(self, model: Any) -> None:
        self._handle = c.llama_model_get_vocab(model)
        self.size: int = c.llama_vocab_n_tokens(self._handle)

    @cached_property
    def specials(self) -> dict[str, int]:
        """The ids of the tokens that steer the model, by their text.

        These are all control tokens, and the user-defined tokens except blanks and HTML elements, which Gemma's vocabulary
        has.
        """
        found = {}
        for identity in range(self.size):
            kind = c.llama_vocab_get_attr(self._handle, identity)
            if not kind & (_CONTROL | _USER_DEFINED):
                continue
            literal = c.llama_vocab_get_text(self._handle, identity).decode(errors="replace")
            if kind & _CONTROL or not is_harmless(literal) or self.ends(identity):
                found[literal] = identity
        return found

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token, or None if the vocabulary has no such token."""
        if text in self.specials:
            return self.specials[text]
        ids = self._ids(text, special=True)
        return ids[0] if len(ids) == 1 else None

    def begin_text(self) -> str:
        """Return the text of the begin token if the model file requires one (by `add_bos_token` or its tokenizer), else ""."""
        begin = c.llama_vocab_bos(self._handle)
        if begin < 0 or not c.llama_vocab_get_add_bos(self._handle):
            return ""
        return str(c.llama_vocab_get_text(self._handle, begin).decode(errors="replace"))

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text. In untrusted text the literals of special tokens are split, so that they stay plain text.

        Raises `TextRefused` for untrusted text with a single character that is a special token.
        """
        if trusted:
            return self._ids(text, special=True)
        return [
            identity for piece in split_literals(text, self.specials, self._text_tags) for identity in self._harmless(piece)
        ]

    def _harmless(self, piece: str) -> list[int]:
        ids = self._ids(piece, special=False)
        if self._forbidden.isdisjoint(ids):
            return ids
        ids = [identity for character in piece for identity in self._ids(character, special=False)]
        if not self._forbidden.isdisjoint(ids):
            raise TextRefused("a text holds a character that is a control token of this model: choose another model for it")
        return ids

    @cached_property
    def _text_tags(self) -> tuple[str, ...]:
        """The tags of reasoning that are plain text in this vocabulary."""
        return tuple(sorted(think_tags() - self.specials.keys()))

    @cached_property
    def _forbidden(self) -> frozenset[int]:
        return frozenset(self.specials.values())

    def _ids(self, text: str, *, special: bool) -> list[int]:
        """Return the ids of exactly this text, without the blank that SentencePiece puts before the beginning of a text."""
        head = self._newline
        if head and text:
            ids = self._as_it_comes("\n" + text, special=special)
            if ids[: len(head)] == head:
                return ids[len(head) :]
        return self._as_it_comes(text, special=special)

    @cached_property
    def _newline(self) -> list[int]:
        """The ids of a newline if the vocabulary puts a blank before a text, else []."""
        return self._as_it_comes("\n", special=False) if self.text(self._as_it_comes("a", special=False)) == " a" else []

    def _as_it_comes(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + _ROOM
        ids = (c.llama_token * room)()
        count = c.llama_tokenize(self._handle, data, len(data), ids, room, False, special)
        return list(ids[:count])

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids without special tokens and without ids that the vocabulary doesn't have."""
        return [identity for identity in ids if 0 <= identity < self.size and identity not in self._forbidden]

    def piece(self, identity: int) -> bytes:
        """Return the bytes of a token; b"" for a control token."""
        buffer = ctypes.create_string_buffer(256)
        count = c.llama_token_to_piece(self._handle, identity, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, count)]

    def text(self, ids: Sequence[int]) -> str:
        """Return the text of some tokens."""
        return b"".join(map(self.piece, ids)).decode(errors="replace")

    def grammar(self, text: str) -> Any:
        """Return a llama.cpp sampler for a grammar in GBNF with the rule `root`. Raises `ModelFault` for an invalid grammar."""
        made = c.llama_sampler_init_grammar(self._handle, text.encode(), b"root")
        if not made:
            raise ModelFault("the grammar of an answer can't be read: report this as a fault of the program")
        return made

    def ends(self, identity: int) -> bool:
        """Return whether a token ends the model's turn."""
        return bool(c.llama_vocab_is_eog(self._handle, identity))
