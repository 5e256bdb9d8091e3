"""The vocabulary of a GGUF file in its own process, which a damaged file may crash."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ragassist.engine.json_pipe import JsonPipe, Message
from ragassist.engine.process import raise_error
from ragassist.errors import ModelDied, ModelFault

_COMMAND = (sys.executable, "-I", "-m", "ragassist.engine.remote.vocabulary_child")


class VocabularyProcess:
    """A vocabulary without weights, for one thread at a time. If its process has died, the next request starts another."""

    def __init__(self, path: Path) -> None:
        """Load the vocabulary of a file. Raises `ModelDamaged` or `ModelDied`."""
        self._path = str(path.absolute())
        self._line: JsonPipe | None = None
        self._pieces: dict[int, tuple[bytes, bool]] = {}
        self.size: int = self._asked("size")

    def close(self) -> None:
        """End the process."""
        if self._line:
            self._line.end()
            self._line = None

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token; see `ChatModel.special_id`."""
        found: int | None = self._asked("special", text=text)
        return found

    def begin_text(self) -> str:
        """Return the beginning of every sequence; see `ChatModel.begin_text`."""
        found: str = self._asked("begin")
        return found

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; see `ChatModel.tokenize`."""
        found: list[int] = self._asked("tokenize", text=text, trusted=trusted)
        return found

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of plain text; see `ChatModel.plain`."""
        found: list[int] = self._asked("plain", ids=list(ids))
        return found

    def piece(self, identity: int) -> tuple[bytes, bool]:
        """Return the bytes of a token, and whether it ends the turn. Raises `ModelFault` for an unknown token."""
        if not 0 <= identity < self.size:
            raise ModelFault(f"the server's model said the token {identity}, which chat_model's vocabulary hasn't: correct it")
        if identity not in self._pieces:
            [[text, ends]] = self._asked("pieces", ids=[identity])
            self._pieces[identity] = text.encode("latin-1"), ends
        return self._pieces[identity]

    def _asked(self, what: str, **fields: object) -> Any:
        line = self._started()
        try:
            return _answer(line, {"do": what, **fields})
        except (ModelDied, KeyboardInterrupt):  # after an interrupt the next request would read the answer to this one
            self.close()
            raise

    def _started(self) -> JsonPipe:
        if self._line is None:
            self._line = line = JsonPipe(_COMMAND, {})
            try:
                _answer(line, {"path": self._path})
            except BaseException:
                self.close()
                raise
        return self._line


def _answer(line: JsonPipe, request: Message) -> Any:
    line.send(request)
    while "is" not in (message := line.receive()):
        raise_error(message)
    return message["is"]
