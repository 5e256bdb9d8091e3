"""What all commands share: flags, exit codes, and how they come by the program's parts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ragassist.assemble import Assembly

FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 1, 2, 3, 130

Home = Annotated[Path | None, typer.Option("--home", help="Folder of libraries and models (RAGASSIST_HOME).")]
LibraryName = Annotated[str | None, typer.Option("--library", help="Name of the library.")]
Rerank = Annotated[
    int | None,
    typer.Option("--rerank-ms", min=0, max=60_000, help="Most milliseconds to compare the first passages again; 0: never."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def assembly_of(home: Path | None, library: str | None, *, seal: bool = True, **flags: object) -> "Assembly":
    """Return the program's parts for some flags; None stands for a flag that wasn't given.

    With `seal` this process can make no connection any more, but for the server of a library that the settings name.
    """
    from ragassist.airgap import GUARD
    from ragassist.assemble import Assembly
    from ragassist.config import load_settings
    from ragassist.terminal import say

    settings = load_settings(home=home, library=library, **flags)
    if seal and settings.library_url is None:
        GUARD.seal()
    return Assembly(settings, say)
