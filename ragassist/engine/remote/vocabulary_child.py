"""The process that holds the vocabulary of a GGUF file without its weights.

It reads requests on standard input and answers on standard output, as JSON lines. It opens no connection, and ends when its
standard input is closed.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.errors import AssistantError
from ingest.isolation.sandbox import refuse_networks
from ragassist.airgap import GUARD
from ragassist.engine.child import private_stdout
from ragassist.engine.loading import load_vocabulary
from ragassist.engine.vocabulary import Vocabulary

Message = dict[str, Any]


def main() -> None:
    """Load the vocabulary that the first line names, then answer requests until standard input is closed."""
    send = private_stdout()
    GUARD.close()
    refuse_networks()
    vocabulary: list[Vocabulary] = []
    for line in sys.stdin.buffer:
        send(_answer(json.loads(line), vocabulary))


def _answer(request: Message, loaded: list[Vocabulary]) -> Message:
    try:
        if "path" in request:
            loaded.append(Vocabulary(load_vocabulary(Path(request["path"]))))
            return {"is": True}
        return {"is": _ANSWERS[request["do"]](loaded[0], request)}
    except AssistantError as problem:
        return {"error": type(problem).__name__, "text": str(problem)}


def _pieces(vocabulary: Vocabulary, request: Message) -> list[list[Any]]:
    """Return the bytes of each token as Latin-1 text, and whether it ends a turn."""
    return [[vocabulary.piece(identity).decode("latin-1"), vocabulary.ends(identity)] for identity in request["ids"]]


_ANSWERS: dict[str, Callable[[Vocabulary, Message], object]] = {
    "tokenize": lambda vocabulary, request: vocabulary.tokenize(request["text"], trusted=request["trusted"]),
    "special": lambda vocabulary, request: vocabulary.special_id(request["text"]),
    "begin": lambda vocabulary, _: vocabulary.begin_text(),
    "plain": lambda vocabulary, request: vocabulary.plain(request["ids"]),
    "pieces": _pieces,
    "size": lambda vocabulary, _: vocabulary.size,
}


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the process that started this one has ended
        main()
