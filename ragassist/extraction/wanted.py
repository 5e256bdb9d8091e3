"""Finds the fields that a request for a table names."""

import json
from collections.abc import Sequence
from dataclasses import replace
from threading import Event as StopEvent

from indexes.lexical.folding import fold
from ragassist.generation.attempt import ReplyOptions
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Prompt
from ragassist.untrusted import one_line

_TASK = (
    "The person above wants a table with one row for each document. Which pieces of information shall be its columns? "
    "Copy their names from the request, word for word. Leave out the documents themselves. Reply with JSON: "
    '{"columns": ["…", "…"]}'
)
"""In English for every language, like the tasks of `answerability`."""
_OPENING = '{"columns": ["'
GRAMMAR = r"""
root ::= name ("\", \"" name)* "\"]}"
name ::= char+
char ::= [^"\\\x00-\x1F\x7F]
"""
"""The grammar of what follows `_OPENING`: the names, and the end of the list and the object."""
_MOST_TOKENS = 160
_GREEDY = 0.0


class FieldReader:
    """Asks a chat model for the fields that a request names."""

    def __init__(self, loaded: LoadedModel, stop: StopEvent) -> None:
        self._loaded, self._stop = loaded, stop

    def fields(self, request: str) -> list[str]:
        """Return the fields in their order, without invented ones, which the request doesn't contain. Raises `Stopped`."""
        model, prompt = self._loaded.model, self._prompt(request)
        model.prefill(prompt.ids, prompt.marks, self._stop)
        sampling = replace(self._loaded.sampling, temperature=_GREEDY)
        tokens = model.decode(sampling, 0, _MOST_TOKENS, self._stop, grammar=GRAMMAR)
        said = b"".join(token.piece for token in tokens).decode("utf-8", "ignore")
        asked = fold(" ".join(request.split()))
        return [name for name in _parsed(said) if fold(name) in asked]

    def _prompt(self, request: str) -> Prompt:
        loaded, builder = self._loaded, self._loaded.builder()
        before = ReplyOptions(
            think=False, think_budget=0, answer_tokens=0, seed=0, reasons=loaded.reasons, tags=loaded.family.think
        ).opening
        return builder.judging([builder.system()], request, _TASK).followed_by(builder.opening(before + _OPENING))


def _parsed(said: str) -> Sequence[str]:
    """Return the names in the JSON object after `_OPENING`, none if it is invalid, since a model may ignore the grammar."""
    try:
        names = json.loads(_OPENING + said)["columns"]
    except (ValueError, KeyError, TypeError):
        return ()
    return [one_line(name) for name in names if isinstance(name, str)]
