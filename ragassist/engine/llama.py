"""The chat model on llama.cpp, through llama-cpp-python's bindings of its C API.

Not through its `Llama` class: that one renders templates out of model files, redirects the terminal's file descriptors while
loading, and evaluates a whole prompt anew where a hybrid model's state can't be cut.
"""

from collections.abc import Callable, Generator, Sequence
from itertools import islice
from pathlib import Path
from threading import Event

import llama_cpp as c

from ragassist.engine.batch import Batch
from ragassist.engine.chat_model import Prefilled, Token
from ragassist.engine.checkpoints import Checkpoint, Checkpoints, put_back, state_bytes
from ragassist.engine.loading import is_cuttable, load_model, new_context
from ragassist.engine.prompt_lookup import MOST, PromptLookup
from ragassist.engine.sampler import Sampler
from ragassist.engine.state_files import SavedState, read_state, state_path, write_state
from ragassist.engine.tuning import Tuning, usual_tuning
from ragassist.engine.vocabulary import Vocabulary
from ragassist.errors import ModelDamaged, ModelFault
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped

_BATCHES_A_CHECKPOINT = 4
"""Batches of a long prompt after which a checkpoint is kept, for whoever changes its end."""
_ANSWERED_A_CHECKPOINT = 32
"""Tokens of an answer after which a checkpoint is kept, for the answer that goes on from its middle in another way."""
LEAD = 2.0
"""Logits by which a token must lead the next one to be taken from a batch of guesses. A batch's logits differ from those of
single tokens by rounding, up to 0.7 with SmolLM2 and Qwen on random text; where the lead is smaller the token is evaluated
alone, so that no batch's rounding chooses a token. What it leaves in the cache may still tip two that are as likely."""


class LlamaChatModel:
    """A GGUF model with one sequence. Not for two threads at a time; `stop` events may come from any."""

    def __init__(
        self,
        path: Path,
        name: str,
        context: int,
        progress: Callable[[float], None] = lambda _: None,
        *,
        tuning: Tuning | None = None,
        states: Path | None = None,
        drafter: Callable[[Sequence[int]], PromptLookup] = PromptLookup,
        lead: float = LEAD,
    ) -> None:
        """Load a model; `progress` hears the share that is loaded; `states` is the folder in which system prompts' states
        are kept for the next process; `drafter` makes the guesses, which count by their `lead`. Raises `ModelDamaged` if the
        file isn't a model.
        """
        self.name, self.context, self._states = name, context, states
        self._drafter, self._lead = drafter, lead
        self._tuning = tuning or usual_tuning()
        self._model = load_model(path, self._tuning, progress)
        self._vocabulary = Vocabulary(self._model)
        self._cuttable = is_cuttable(self._model)
        self._context = new_context(self._model, name, context, self._tuning, rollback=0 if self._cuttable else MOST)
        self._memory = c.llama_get_memory(self._context)
        self._can_roll_back = self._cuttable or c.llama_n_rs_seq(self._context) >= MOST
        self._checkpoints = Checkpoints(self._context)
        self._batch = Batch(c.llama_n_batch(self._context))
        self._held: list[int] = []
        self._answered = 0
        """The length of sequence whose next token's logits are at hand; another than the held one's: they aren't."""
        self._stop = Event()
        # Both callbacks are kept on self: llama.cpp calls them for as long as the context lives.
        self._abort = c.ggml_abort_callback(lambda _: self._stop.is_set())
        c.llama_set_abort_callback(self._context, self._abort, None)
        status = path.stat()
        self._fingerprint = (
            f"{status.st_size} {status.st_mtime_ns} llama-cpp-python {c.__version__} {context} "
            f"{self._tuning.small_cache} {self._tuning.repack} {c.llama_n_rs_seq(self._context)}"
        )

    def close(self) -> None:
        """Free the model's memory."""
        self._batch.close()
        c.llama_free(self._context)
        c.llama_model_free(self._model)

    # Tokens

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token, or None where the vocabulary has none of that text."""
        return self._vocabulary.special_id(text)

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; only a trusted one may form special tokens."""
        return self._vocabulary.tokenize(text, trusted=trusted)

    def begin_text(self) -> str:
        """Return what every sequence begins with; see `ChatModel.begin_text`."""
        return self._vocabulary.begin_text()

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return those ids that stand for text; see `ChatModel.plain`."""
        return self._vocabulary.plain(ids)

    def text(self, ids: Sequence[int]) -> str:
        """Return the text of some tokens."""
        return self._vocabulary.text(ids)

    # The sequence

    @property
    def held(self) -> tuple[int, ...]:
        """The tokens whose state is there."""
        return tuple(self._held)

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel.prefill`."""
        if len(ids) > self.context:
            raise ModelFault(
                f"a prompt of {len(ids):,} tokens has no room in {self.name}, which holds {self.context:,}: ask less"
            )
        if not self._held and self._states and marks:
            self.recall(self._system_path(ids, marks))
        kept = self._keep_prefix(ids)
        self._evaluate(ids, marks, stop)
        return Prefilled(len(ids), len(ids) - kept)

    def _system_path(self, ids: Sequence[int], marks: Sequence[int]) -> Path:
        return state_path(self._states or Path(), self._fingerprint, ids[: min(marks)])

    def _keep_prefix(self, ids: Sequence[int]) -> int:
        """Cut the held sequence back to the longest prefix of `ids` that the model can return to, and return its length."""
        common = _common_prefix(self._held, ids)
        if common == len(self._held) and (common < len(ids) or common == self._answered):
            return common
        common = min(common, len(ids) - 1)  # the last token is evaluated for its logits
        kept = common if self._cuttable else self._checkpoints.restore(common)
        self._cut(kept)
        return len(self._held)

    def _cut(self, length: int) -> None:
        if not length or not c.llama_memory_seq_rm(self._memory, 0, length, -1):
            c.llama_memory_clear(self._memory, True)
            length = 0
        self._checkpoints.forget_after(length)
        del self._held[length:]

    def _evaluate(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> None:
        ends = {mark for mark in marks if len(self._held) < mark <= len(ids)}
        batches = 0
        while len(self._held) < len(ids):
            start = len(self._held)
            end = min([start + self._tuning.batch, len(ids), *(mark for mark in ends if mark > start)])
            self._decode(ids[start:end], stop)
            batches += 1
            if not self._cuttable and start and (end == len(ids) or batches % _BATCHES_A_CHECKPOINT == 0):
                self._checkpoints.commit()  # of the batch's start: whoever changes the end evaluates one batch
            if end in ends and not self._cuttable:
                self._checkpoints.take(end)
            if ends and end == min(marks):
                self._keep_system(ids, marks)

    def _keep_system(self, ids: Sequence[int], marks: Sequence[int]) -> None:
        if self._states and not (path := self._system_path(ids, marks)).exists():
            self.keep(path)

    def logits(self) -> list[float]:
        """Return what the model says of each token of its vocabulary as the next one, right after a prefill."""
        return list(c.llama_get_logits_ith(self._context, -1)[: self._vocabulary.size])

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits of some tokens as the next one; see `ChatModel.scores`."""
        logits = c.llama_get_logits_ith(self._context, -1)
        return [float(logits[identity]) for identity in ids]

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state; what the disk refuses is logged."""
        checkpoints = tuple((kept.length, kept.state) for kept in self._checkpoints.kept)
        write_state(path, self._fingerprint, SavedState(tuple(self._held), state_bytes(self._context), checkpoints))

    def recall(self, path: Path) -> int:
        """Take back what `keep` wrote and return its length in tokens; see `ChatModel.recall`."""
        kept = read_state(path, self._fingerprint)
        if kept is None or len(kept.ids) > self.context:
            return 0
        self._forget_all()
        if not put_back(self._context, kept.state):
            self._forget_all()
            return 0
        self._held = list(kept.ids)
        self._checkpoints.adopt([Checkpoint(length, state) for length, state in kept.checkpoints])
        if not self._cuttable:
            self._checkpoints.take(len(kept.ids))
        return len(kept.ids)

    def _decode(self, ids: Sequence[int], stop: Event, *, every: bool = False) -> None:
        """Evaluate tokens after the held ones, for the last one's logits or for `every` one's. A stop leaves the held ones."""
        if stop.is_set():
            raise Stopped
        self._stop = stop
        held = len(self._held)
        if not self._cuttable:
            self._checkpoints.snapshot(held)
        code = self._batch.decode(self._context, ids, held, every=every)
        if code == 0:
            self._held.extend(ids)
            self._answered = len(self._held)
            return
        self._undo(held)
        if stop.is_set():
            raise Stopped
        raise ModelDamaged(f"{self.name} failed to evaluate its prompt (llama.cpp code {code}): ask again")

    def _undo(self, held: int) -> None:
        """Bring the state back to the held tokens after a batch that was broken off."""
        self._answered = 0
        if not held or not (self._cuttable or self._checkpoints.rollback()):
            self._forget_all()
        else:
            self._cut(held)

    def _forget_all(self) -> None:
        self._cut(0)
        self._answered = 0

    # Answers

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event) -> Generator[Token, None, None]:
        """Yield tokens after the held sequence; see `ChatModel.decode`."""
        sampler = Sampler(sampling, seed, self._vocabulary.size)
        room = min(limit, self.context - len(self._held))
        answer = self._plain(sampler, stop)
        if self._tuning.drafts and self._can_roll_back:
            answer = self._drafted(sampler, self._drafter(self._held), stop)
        try:
            for identity in islice(answer, max(0, room)):
                yield Token(identity, self._vocabulary.piece(identity))
        finally:
            answer.close()
            sampler.close()

    def _plain(self, sampler: Sampler, stop: Event) -> Generator[int, None, None]:
        while not self._vocabulary.ends(chosen := sampler.choose(self._context)):
            yield chosen
            self._decode_answer([chosen], stop)

    def _decode_answer(self, ids: Sequence[int], stop: Event, *, every: bool = False) -> None:
        self._decode(ids, stop, every=every)
        if not self._cuttable and len(self._held) - self._checkpoints.longest >= _ANSWERED_A_CHECKPOINT:
            self._checkpoints.commit()

    def _drafted(self, sampler: Sampler, drafter: PromptLookup, stop: Event) -> Generator[int, None, None]:
        chosen = sampler.choose(self._context)
        while not self._vocabulary.ends(chosen):
            yield chosen
            drafter.said(chosen)
            guesses = drafter.guess()[: self.context - len(self._held) - 1]
            if guesses:
                chosen = yield from self._checked(chosen, guesses, sampler, drafter, stop)
            else:
                self._decode_answer([chosen], stop)
                chosen = sampler.choose(self._context)

    def _checked(
        self, said: int, guesses: list[int], sampler: Sampler, drafter: PromptLookup, stop: Event
    ) -> Generator[int, None, int]:
        """Evaluate a token with guesses of what follows, yield those that the model says itself; return what it says then."""
        self._decode_answer([said, *guesses], stop, every=True)
        base, right = len(self._held) - len(guesses), 0
        sure = False
        try:
            while sure := sampler.is_sure(self._context, right, self._lead):
                chosen = sampler.choose(self._context, right)
                if right == len(guesses) or chosen != guesses[right] or self._vocabulary.ends(chosen):
                    return chosen
                right += 1
                drafter.said(chosen)
                yield chosen
        finally:
            drafter.judge(right + sure)
            self._roll_back(base + right if sure else base + right - 1, batch_from=base - 1)
        self._decode([guesses[right - 1] if right else said], stop)
        return sampler.choose(self._context)

    def _roll_back(self, length: int, *, batch_from: int) -> None:
        """Take back the end of a batch of guesses. A hybrid model itself goes back by all of one but its first token: to where
        the batch began it is brought by the snapshot that was taken there."""
        if length == len(self._held):
            return
        if length == batch_from:
            self._undo(length)
        else:
            self._answered = 0
            self._cut(length)
        if len(self._held) != length:
            self._forget_all()
            raise ModelFault(f"{self.name} could not take back its guesses to token {length}: ask again")


def _common_prefix(held: Sequence[int], ids: Sequence[int]) -> int:
    for at, (one, other) in enumerate(zip(held, ids, strict=False)):
        if one != other:
            return at
    return min(len(held), len(ids))
