"""The chat model on llama.cpp, through llama-cpp-python's bindings of its C API.

Not through its `Llama` class: that one renders templates out of model files, redirects the terminal's file descriptors while
loading, and evaluates a whole prompt anew where a hybrid model's state can't be cut.
"""

import ctypes
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import llama_cpp as c

from ragassist.chat_model import Prefilled, Token
from ragassist.checkpoints import Checkpoints
from ragassist.errors import ModelDamaged
from ragassist.models.registry import Sampling
from ragassist.stopping import Stopped
from ragassist.untrusted import split_literals

_log = logging.getLogger(__name__)
_BATCH = 128
"""Tokens evaluated at once: between two batches a stop is heard. 512 prefills 3 % faster and answers four times later."""
_PENALTY_WINDOW = 64
_SPECIAL = 8 | 16 | 1  # llama.cpp's attributes CONTROL, USER_DEFINED and UNKNOWN
_WARNING = 3
_MAGIC = b"GGUF"


@c.llama_log_callback  # type: ignore[untyped-decorator]  # a ctypes function type
def _to_log(level: int, text: bytes, _: object) -> None:
    if level >= _WARNING:
        _log.info("llama.cpp: %s", text.decode(errors="replace").rstrip())


class LlamaChatModel:
    """A GGUF model with one sequence. Not for two threads at a time; `stop` events may come from any."""

    def __init__(self, path: Path, name: str, context: int, progress: Callable[[float], None] = lambda _: None) -> None:
        """Load a model; `progress` hears the share that is loaded. Raises `ModelDamaged` if the file isn't a model."""
        self.name, self.context = name, context
        self._require_gguf(path)
        c.llama_log_set(_to_log, None)
        c.llama_backend_init()
        self._model = self._load(path, progress)
        self._vocabulary = c.llama_model_get_vocab(self._model)
        self._context = self._new_context(context)
        self._memory = c.llama_get_memory(self._context)
        self._cuttable = not (c.llama_model_is_hybrid(self._model) or c.llama_model_is_recurrent(self._model))
        self._checkpoints = Checkpoints(self._context)
        self._held: list[int] = []
        self._stop = Event()
        # Both callbacks are kept on self: llama.cpp calls them for as long as the context lives.
        self._abort = c.ggml_abort_callback(lambda _: self._stop.is_set())
        c.llama_set_abort_callback(self._context, self._abort, None)
        self._specials = self._special_literals()

    @staticmethod
    def _require_gguf(path: Path) -> None:
        try:
            with path.open("rb") as stream:
                magic = stream.read(len(_MAGIC))
        except OSError as problem:
            raise ModelDamaged(f"{path} can't be opened: {problem.strerror}") from None
        if magic != _MAGIC:
            raise ModelDamaged(f"{path} is not a GGUF model: pull it again with 'ragassist models pull'")

    def _load(self, path: Path, progress: Callable[[float], None]) -> Any:
        def report(share: float, _: object) -> bool:
            progress(share)
            return True

        params = c.llama_model_default_params()
        params.n_gpu_layers = 0
        params.progress_callback = c.llama_progress_callback(report)
        model = c.llama_model_load_from_file(os.fsencode(path), params)
        if not model:
            raise ModelDamaged(f"{path} can't be loaded, it is cut or too new: run 'ragassist models verify'")
        return model

    def _new_context(self, size: int) -> Any:
        params = c.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = _BATCH
        params.n_threads = params.n_threads_batch = _threads()
        params.flash_attn_type = c.LLAMA_FLASH_ATTN_TYPE_ENABLED
        context = c.llama_init_from_model(self._model, params)
        if not context:
            raise ModelDamaged(f"{self.name} has no room for {size} tokens: close other programs or lower context_size")
        return context

    def close(self) -> None:
        """Free the model's memory."""
        c.llama_free(self._context)
        c.llama_model_free(self._model)

    # Tokens

    def _special_literals(self) -> dict[str, int]:
        found = {}
        for identity in range(c.llama_vocab_n_tokens(self._vocabulary)):
            if c.llama_vocab_get_attr(self._vocabulary, identity) & _SPECIAL:
                literal = c.llama_vocab_get_text(self._vocabulary, identity).decode(errors="replace")
                found[literal] = identity
        return found

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token, or None where the vocabulary has none of that text."""
        if text in self._specials:
            return self._specials[text]
        ids = self._ids(text, special=True)
        return ids[0] if len(ids) == 1 else None

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; an untrusted one has every special literal split so that it can't form its token."""
        if trusted:
            return self._ids(text, special=True)
        ids = [i for piece in split_literals(text, self._specials) for i in self._ids(piece, special=False)]
        if not self._forbidden.isdisjoint(ids):
            raise AssertionError("untrusted text formed a special token")  # fail closed, in production too
        return ids

    @property
    def _forbidden(self) -> frozenset[int]:
        return frozenset(self._specials.values())

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return those ids that stand for text; see `ChatModel.plain`."""
        count, forbidden = c.llama_vocab_n_tokens(self._vocabulary), self._forbidden
        return [identity for identity in ids if 0 <= identity < count and identity not in forbidden]

    def _ids(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        ids = (c.llama_token * room)()
        count = c.llama_tokenize(self._vocabulary, data, len(data), ids, room, False, special)
        return list(ids[:count])

    def _piece(self, identity: int) -> bytes:
        buffer = ctypes.create_string_buffer(256)
        count = c.llama_token_to_piece(self._vocabulary, identity, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, count)]

    # The sequence

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel.prefill`. The last token is always evaluated: its logits are needed."""
        if len(ids) > self.context:
            raise AssertionError(f"a prompt of {len(ids)} tokens in a context of {self.context}")
        kept = self._keep_prefix(ids)
        self._evaluate(ids, marks, stop)
        return Prefilled(len(ids), len(ids) - kept)

    def _keep_prefix(self, ids: Sequence[int]) -> int:
        """Cut the held sequence back to the longest prefix of `ids` that the model can return to, and return its length."""
        common = min(_common_prefix(self._held, ids), len(ids) - 1)
        if common == len(self._held):
            return common
        kept = common if self._cuttable else self._checkpoints.restore(common)
        if not kept or not c.llama_memory_seq_rm(self._memory, 0, kept, -1):
            c.llama_memory_clear(self._memory, True)
            kept = 0
        self._checkpoints.forget_after(kept)
        del self._held[kept:]
        return kept

    def _evaluate(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> None:
        ends = {mark for mark in marks if len(self._held) < mark < len(ids)}
        while len(self._held) < len(ids):
            start = len(self._held)
            end = min([start + _BATCH, len(ids), *(mark for mark in ends if mark > start)])
            self._decode(ids[start:end], stop)
            if end in ends and not self._cuttable:
                self._checkpoints.take(end)

    def _decode(self, ids: Sequence[int], stop: Event) -> None:
        if stop.is_set():
            raise Stopped
        self._stop = stop
        batch = (c.llama_token * len(ids))(*ids)
        code = c.llama_decode(self._context, c.llama_batch_get_one(batch, len(ids)))
        if code == 0:
            self._held.extend(ids)
            return
        self._forget_all()  # an aborted batch leaves a state that can't be trusted
        if stop.is_set():
            raise Stopped
        raise ModelDamaged(f"{self.name} failed to evaluate its prompt (llama.cpp code {code}): ask again")

    def _forget_all(self) -> None:
        c.llama_memory_clear(self._memory, True)
        self._checkpoints.forget_after(0)
        self._held.clear()

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event) -> Iterator[Token]:
        """Yield tokens after the held sequence; see `ChatModel.decode`."""
        sampler = _sampler(sampling, seed, c.llama_vocab_n_tokens(self._vocabulary))
        try:
            for _ in range(min(limit, self.context - len(self._held))):
                identity = c.llama_sampler_sample(sampler, self._context, -1)
                if c.llama_vocab_is_eog(self._vocabulary, identity):
                    return
                yield Token(identity, self._piece(identity))
                self._decode([identity], stop)
        finally:
            c.llama_sampler_free(sampler)


def _sampler(sampling: Sampling, seed: int, n_vocab: int) -> Any:
    chain = c.llama_sampler_chain_init(c.llama_sampler_chain_default_params())
    steps = [c.llama_sampler_init_penalties(n_vocab, _PENALTY_WINDOW, sampling.repeat_penalty, 0.0, 0.0)]
    if sampling.temperature <= 0:
        steps.append(c.llama_sampler_init_greedy())
    else:
        steps += [
            c.llama_sampler_init_top_k(sampling.top_k),
            c.llama_sampler_init_top_p(sampling.top_p, 1),
            c.llama_sampler_init_min_p(sampling.min_p, 1),
            c.llama_sampler_init_temp(sampling.temperature),
            c.llama_sampler_init_dist(seed),
        ]
    for step in steps:
        c.llama_sampler_chain_add(chain, step)
    return chain


def _common_prefix(held: Sequence[int], ids: Sequence[int]) -> int:
    for at, (one, other) in enumerate(zip(held, ids, strict=False)):
        if one != other:
            return at
    return min(len(held), len(ids))


def _threads() -> int:
    """Return the cores to compute on: all of a small machine, all but one of a larger one, for a spinning thread that
    loses its core slows decoding by a factor of five and more."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores <= 2 else min(cores - 1, 8)
