"""Asks a chat model for the value of one field, copied from the passages of a document, or for nothing."""

import json
from collections.abc import Sequence
from dataclasses import replace
from threading import Event as StopEvent

from ragassist.generation.attempt import ReplyOptions
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Prompt
from ragassist.retrieval.evidence import Source
from ragassist.untrusted import one_line

_QUESTION = 'What does the document above give as "{field}"?'
_TASK = (
    "Reply with the value as JSON, copied word for word from the document and as short as possible: "
    '{"value": "…"}. If the document does not say it: {"value": null}'
)
"""In English for every language, like the task of `answerability`."""
_OPENING = '{"value":'
_NOTHING, _SOMETHING = " null", ' "'
GRAMMAR = r"""
root ::= char+ "\"}"
char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/]
"""
"""The rest of a JSON string on one line. Only quotes, backslashes and slashes may be escaped."""
_MOST_TOKENS = 80
_GREEDY = 0.0
_LEAST_PREFERENCE = 0.0
"""Nats by which the model has to prefer a value to null."""


class FieldAsker:
    """Asks for fields of passages. Consecutive questions about the same passages evaluate the passages once."""

    def __init__(self, loaded: LoadedModel, stop: StopEvent) -> None:
        self._loaded, self._stop = loaded, stop
        self._builder, self.pace = loaded.builder(), loaded.pace
        self._sampling = replace(loaded.sampling, temperature=_GREEDY)
        self._before = ReplyOptions(
            think=False, think_budget=0, answer_tokens=0, seed=0, reasons=loaded.reasons, tags=loaded.family.think
        ).opening
        tokenize = loaded.model.tokenize
        self._nothing, self._something = (tokenize(text, trusted=True) for text in (_NOTHING, _SOMETHING))

    def value(self, field: str, sources: Sequence[Source]) -> str:
        """Return the model's value of a field; "" for null and for an incomplete reply. Raises `Stopped`."""
        model, prompt = self._loaded.model, self._prompt(field, sources)
        model.prefill(prompt.ids, prompt.marks, self._stop)
        nothing, something = model.scores((self._nothing[0], self._something[0]))
        if something - nothing < _LEAST_PREFERENCE:
            return ""
        model.prefill([*prompt.ids, *self._something], (), self._stop)
        return _parsed(self._decoded())

    def _prompt(self, field: str, sources: Sequence[Source]) -> Prompt:
        """Return the prompt with as many sources as fit, and at least the first one."""
        builder, pieces = self._builder, self._builder.sources(sources)
        system, question = builder.system(), _QUESTION.format(field=field)
        opening = builder.opening(self._before + _OPENING)
        end = builder.judging((), question, _TASK).followed_by(opening)
        room = self._loaded.model.context - len(system.ids) - len(end.ids) - len(self._something) - _MOST_TOKENS
        while len(pieces) > 1 and sum(len(piece.ids) for piece in pieces) > room:
            pieces.pop()
        return builder.judging([system, *pieces], question, _TASK).followed_by(opening)

    def _decoded(self) -> str:
        tokens = self._loaded.model.decode(self._sampling, 0, _MOST_TOKENS, self._stop, grammar=GRAMMAR)
        return b"".join(token.piece for token in tokens).decode("utf-8", "ignore")


def _parsed(said: str) -> str:
    """Return the value of the rest of a JSON object; "" if it is incomplete, since a server may ignore the grammar."""
    try:
        value = json.loads(f'{{"value": "{said}')["value"]
    except (ValueError, KeyError, TypeError):
        return ""
    return one_line(value) if isinstance(value, str) else ""
