"""The chat model by llama.cpp, through llama-cpp-python's bindings of the C API.

The bindings' `Llama` class isn't used: it renders the templates of model files, redirects the file descriptors of the terminal
while loading, and evaluates the whole prompt again where the state of a hybrid model can't be cut.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Event

import llama_cpp as c

from ragassist.engine.chat_model import Prefilled, Token
from ragassist.engine.loading import is_cuttable, load_model, new_context
from ragassist.engine.prompt_lookup import MOST, PromptLookup
from ragassist.engine.sampler import Sampler
from ragassist.engine.sequence import HeldSequence
from ragassist.engine.speculative import LEAD, SpeculativeDecoder
from ragassist.engine.state_files import read_state, state_path, write_state
from ragassist.engine.steps import returned
from ragassist.engine.tuning import Tuning, usual_tuning
from ragassist.engine.vocabulary import Vocabulary
from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling

_BATCHES_A_CHECKPOINT = 4
"""Number of batches of a long prompt between two checkpoints, from which a prompt with another end can continue."""


class LlamaChatModel:
    """A GGUF model with one sequence. One thread at a time may use it; any thread may set `stop` events."""

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
        """Load a model. Raises `ModelDamaged` if the file isn't a model.

        `progress` receives the share that is loaded. `states` is the folder in which the states of system prompts are stored
        for the next process. `drafter` makes the draft tokens; they are accepted by their `lead` in logits.
        """
        self.name, self.context, self._states = name, context, states
        self._drafter = drafter
        self._tuning = tuning or usual_tuning()
        self._model = load_model(path, self._tuning, progress)
        self._vocabulary = Vocabulary(self._model)
        cuttable = is_cuttable(self._model)
        self._context = new_context(self._model, name, context, self._tuning, rollback=0 if cuttable else MOST)
        self._can_roll_back = cuttable or c.llama_n_rs_seq(self._context) >= MOST
        self._sequence = HeldSequence(self._context, name, cuttable=cuttable)
        self._speculative = SpeculativeDecoder(self._context, self._sequence, self._vocabulary, lead)
        status = path.stat()
        self._fingerprint = (
            f"{status.st_size} {status.st_mtime_ns} llama-cpp-python {c.__version__} {context} "
            f"{self._tuning.small_cache} {self._tuning.repack} {self._tuning.gpu_layers or 0} {c.llama_n_rs_seq(self._context)}"
        )

    def close(self) -> None:
        """Free the memory of the model."""
        self._sequence.close()
        c.llama_free(self._context)
        c.llama_model_free(self._model)

    # Tokens

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token; see `ChatModel.special_id`."""
        return self._vocabulary.special_id(text)

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; see `ChatModel.tokenize`."""
        return self._vocabulary.tokenize(text, trusted=trusted)

    def begin_text(self) -> str:
        """Return the beginning of every sequence; see `ChatModel.begin_text`."""
        return self._vocabulary.begin_text()

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of plain text; see `ChatModel.plain`."""
        return self._vocabulary.plain(ids)

    def text(self, ids: Sequence[int]) -> str:
        """Return the text of some tokens."""
        return self._vocabulary.text(ids)

    # The sequence

    @property
    def held(self) -> tuple[int, ...]:
        """The ids of the held sequence."""
        return tuple(self._sequence.ids)

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel.prefill`."""
        return returned(self.prefill_steps(ids, marks, stop))

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Make `ids` the held sequence, batch by batch; see `ChatModel.prefill_steps`."""
        if len(ids) > self.context:
            raise ModelFault(
                f"a prompt of {len(ids):,} tokens has no room in {self.name}, which holds {self.context:,}: ask less"
            )
        if not self._sequence.ids and self._states and marks:
            self.recall(self._system_path(ids, marks))
        kept = self._sequence.keep_prefix(ids)
        yield kept
        yield from self._evaluate(ids, marks, stop)
        return Prefilled(len(ids), len(ids) - kept)

    def _system_path(self, ids: Sequence[int], marks: Sequence[int]) -> Path:
        return state_path(self._states or Path(), self._fingerprint, ids[: min(marks)])

    def _evaluate(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Iterator[int]:
        """Evaluate the tokens that aren't held yet; yield the number of held tokens after each batch."""
        ends = {mark for mark in marks if len(self._sequence.ids) < mark <= len(ids)}
        batches = 0
        while (start := len(self._sequence.ids)) < len(ids):
            end = min([start + self._tuning.batch, len(ids), *(mark for mark in ends if mark > start)])
            self._sequence.extend(ids[start:end], stop)
            batches += 1
            if start and (end == len(ids) or batches % _BATCHES_A_CHECKPOINT == 0):
                self._sequence.keep_last_start()
            if end in ends:
                self._sequence.keep_here()
            if ends and end == min(marks):
                self._keep_system(ids, marks)
            yield end

    def _keep_system(self, ids: Sequence[int], marks: Sequence[int]) -> None:
        if self._states and not (path := self._system_path(ids, marks)).exists():
            self.keep(path)

    def logits(self) -> list[float]:
        """Return the logits of all tokens of the vocabulary as the next token, directly after a prefill."""
        return list(c.llama_get_logits_ith(self._context, -1)[: self._vocabulary.size])

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits of some tokens; see `ChatModel.scores`."""
        logits = c.llama_get_logits_ith(self._context, -1)
        return [float(logits[identity]) for identity in ids]

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state; see `ChatModel.keep`."""
        write_state(path, self._fingerprint, self._sequence.saved())

    def recall(self, path: Path) -> int:
        """Restore what `keep` has written; see `ChatModel.recall`."""
        kept = read_state(path, self._fingerprint)
        if kept is None or len(kept.ids) > self.context:
            return 0
        self._sequence.restore(kept)
        return len(self._sequence.ids)

    # Answers

    def decode(
        self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = ""
    ) -> Generator[Token, None, None]:
        """Yield tokens after the held sequence; see `ChatModel.decode`. With a grammar there is no speculative decoding."""
        sampler = Sampler(sampling, seed, self._vocabulary.size, self._vocabulary.grammar(grammar) if grammar else None)
        room = min(limit, self.context - len(self._sequence.ids))
        if self._tuning.drafts and self._can_roll_back and not grammar:
            answer = self._speculative.tokens(sampler, self._drafter(self._sequence.ids), self.context, stop)
        else:
            answer = self._one_by_one(sampler, stop)
        try:
            for identity in islice(answer, max(0, room)):
                yield Token(identity, self._vocabulary.piece(identity))
        finally:
            answer.close()
            sampler.close()

    def _one_by_one(self, sampler: Sampler, stop: Event) -> Generator[int, None, None]:
        while not self._vocabulary.ends(chosen := sampler.choose(self._context)):
            yield chosen
            self._sequence.answer([chosen], stop)
