"""Flags that several commands share, and the exit codes."""

from pathlib import Path
from typing import Annotated

import typer

FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 1, 2, 3, 130

Home = Annotated[Path | None, typer.Option("--home", help="Folder of libraries and models (RAGASSIST_HOME).")]
LibraryName = Annotated[str | None, typer.Option("--library", help="Name of the library.")]
Rerank = Annotated[
    int | None,
    typer.Option("--rerank-ms", min=0, max=60_000, help="Most milliseconds to compare the first passages again; 0: never."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_Several = list[str] | None
Paths = Annotated[
    _Several, typer.Option("--path", help="Only this folder, file or glob (** goes through folders); repeatable.")
]
DocumentLanguages = Annotated[_Several, typer.Option("--document-language", help="Only documents in it, as 'de'; repeatable.")]
Formats = Annotated[_Several, typer.Option("--format", help="Only files of this suffix, as 'pdf'; repeatable.")]
Since = Annotated[str | None, typer.Option("--since", help="Only files changed since YYYY, YYYY-MM or YYYY-MM-DD.")]
Before = Annotated[str | None, typer.Option("--before", help="Only files changed before YYYY, YYYY-MM or YYYY-MM-DD.")]
