"""The chat model on a server with OpenAI's completion protocol that takes token ids.

Prompts are built here, as ids of a vocabulary on this machine: the server's template isn't used, and text of a document can't
form a token that steers the model. The server's prefix cache replaces the states that a local model keeps.
"""

from collections.abc import Generator, Iterator, Sequence
from math import exp
from pathlib import Path
from threading import Event

from ingest.said import said
from ragassist.engine.chat_model import Prefilled, Token
from ragassist.engine.prefix import common_prefix
from ragassist.engine.remote import completion
from ragassist.engine.remote.connection import Message, ServerConnection
from ragassist.engine.remote.vocabulary_process import VocabularyProcess
from ragassist.engine.steps import returned
from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped

_SAMPLE = "<|im_start|>user\nWie viele Liter? 漢字 1,250 µm — naïve\n  end"
"""A text whose ids differ between vocabularies."""
_MOST_PROBABILITY = 1.01
"""Highest sum of the probabilities of different tokens, allowing for rounding."""


class RemoteChatModel:
    """A chat model on a server; see `ChatModel`. One thread at a time may use it; any thread may set `stop` events."""

    def __init__(
        self, connection: ServerConnection, vocabulary: Path, name: str, context: int, *, stop: Event | None = None
    ) -> None:
        """Look up the server's model. Raises `ModelFault` if it can't be reached or its vocabulary differs from the file's.

        The context size is at most `context` tokens, and less if the server's model has less.
        """
        self.name = name
        self._connection = connection
        self._ids: list[int] = []
        self._turn = 0
        self._stop = Event()
        """The stop event of the latest prefill, which also stops the scores after it."""
        try:
            self._vocabulary = VocabularyProcess(vocabulary)
        except BaseException:
            connection.close()
            raise
        try:
            self._model, most = self._offered(stop or Event())
            self._require_same_vocabulary(vocabulary, stop or Event())
        except BaseException:
            self.close()
            raise
        self.context = min(context, most or context)

    def close(self) -> None:
        """Close the connection and end the process of the vocabulary."""
        self._connection.close()
        self._vocabulary.close()

    def _offered(self, stop: Event) -> tuple[str, int | None]:
        """Return the name of the server's first model, and its context size if the server reports it."""
        models = (self._connection.asked("GET", completion.MODELS, None, stop) or {}).get("data")
        if not (isinstance(models, list) and models and isinstance(models[0], dict) and "id" in models[0]):
            raise ModelFault(f"{self._connection.url} offers no model: chat_url needs vLLM or llama.cpp's server")
        offered = models[0]
        meta = offered.get("meta")
        most = offered.get("max_model_len") or (meta.get("n_ctx") if isinstance(meta, dict) else None)
        return str(offered["id"]), most if isinstance(most, int) else None

    def _require_same_vocabulary(self, file: Path, stop: Event) -> None:
        told = self._connection.asked("POST", completion.TOKENIZE, completion.tokenize_request(_SAMPLE), stop)
        if told is not None and told.get("tokens") != self.tokenize(_SAMPLE, trusted=True):
            raise ModelFault(
                f"the server {self._connection.url} runs a model of another vocabulary than {file.name}: "
                f"set chat_model to a GGUF file of {self._model}; its vocabulary alone is enough"
            )

    # Tokens

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token; see `ChatModel`."""
        return self._vocabulary.special_id(text)

    def begin_text(self) -> str:
        """Return the beginning of every sequence; see `ChatModel`."""
        return self._vocabulary.begin_text()

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; see `ChatModel`."""
        return self._vocabulary.tokenize(text, trusted=trusted)

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of plain text; see `ChatModel`."""
        return self._vocabulary.plain(ids)

    # The sequence

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel.prefill`."""
        return returned(self.prefill_steps(ids, marks, stop))

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Make the server evaluate `ids` in one step; see `ChatModel.prefill_steps`."""
        del marks  # the server's cache finds common prefixes by itself
        if len(ids) >= self.context:
            raise ModelFault(
                f"a prompt of {len(ids):,} tokens has no room in {self.name}, which holds {self.context:,}: ask less"
            )
        if stop.is_set():
            raise Stopped
        self._stop = stop
        shared = common_prefix(self._ids, ids)
        self._turn += 1
        if shared == len(ids) == len(self._ids):
            yield shared
            return Prefilled(shared, 0)
        yield 0
        cached = shared
        for event in self._events(completion.completion_request(self._model, ids), stop):
            cached = _or(completion.cached_tokens(event), cached)
        self._ids = list(ids)
        yield len(ids)
        return Prefilled(len(ids), len(ids) - min(cached, len(ids)))

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the log probabilities of some tokens as the next token, which differ from logits by a constant.

        Each token is forced by a request of its own, because a server reports few tokens besides the chosen one.
        """
        found = [self._score(identity) for identity in ids]
        if len(set(ids)) == len(found) and sum(map(exp, found)) > _MOST_PROBABILITY:
            raise ModelFault(
                f"the chat server {self._connection.url} tells probabilities that logit_bias has changed: "
                "run vLLM with --logprobs-mode raw_logprobs, or llama.cpp's server"
            )
        return found

    def _score(self, identity: int) -> float:
        request = completion.completion_request(self._model, self._ids, **completion.forced(identity))
        found = [token for event in self._events(request, self._stop) for token in completion.scored_tokens(event)]
        if not found or found[0].id != identity:
            raise ModelFault(f"the chat server {self._connection.url} doesn't heed logit_bias: run vLLM or llama.cpp's server")
        return found[0].logprob

    def keep(self, path: Path) -> None:
        """Do nothing: the state is on the server."""

    def recall(self, path: Path) -> int:
        """Return 0: there is no state on this machine."""
        return 0

    # Answers

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield tokens after the held sequence; see `ChatModel.decode`."""
        if stop.is_set():
            raise Stopped
        room = min(limit, self.context - len(self._ids))
        if room <= 0:
            return
        self._turn = turn = self._turn + 1
        more = completion.grammar_request(grammar)
        request = completion.completion_request(self._model, self._ids, sampling, seed, room, **more)
        for event in self._events(request, stop):
            for token in completion.scored_tokens(event):
                piece, ends = self._vocabulary.piece(token.id)
                if ends:
                    return
                yield Token(token.id, piece)
                if self._turn != turn:
                    raise ModelFault(said("answer_overtaken", "another question has ended this answer: ask again"))
                self._ids.append(token.id)

    def _events(self, request: Message, stop: Event) -> Iterator[Message]:
        return self._connection.streamed(completion.COMPLETIONS, request, stop)


def _or(found: int | None, usual: int) -> int:
    return usual if found is None else found
