"""The front door: the command line's group, the terminal UI, and what becomes of their failures."""

import os
import sys
from typing import Annotated

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.commands.group import EXAMPLES, LazyGroup
from ragassist.commands.options import FAILED, INTERRUPTED, WRONG_USAGE, Home, LibraryName
from ragassist.commands.output import say, show, show_json
from ragassist.stopping import Stopped

_ALL_FIRST_STEPS = 3
"""First steps that are left where there is neither a model nor a library: models, documents, a question."""

app = typer.Typer(
    cls=LazyGroup,
    epilog=EXAMPLES,
    help="Ask a folder of documents in your own language. Nothing leaves this machine.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    os.umask(0o077)  # what is stored is its owner's alone
    GUARD.close()
    try:
        code = app(standalone_mode=False)
    except AssistantError as problem:
        _fail(str(problem), FAILED)
    except (KeyboardInterrupt, typer.Abort, Stopped):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has gone
        sys.exit(0)
    except OSError as problem:
        where = problem.filename or "the system"
        _fail(f"{where}: {problem.strerror or problem}; check the disk and its rights", FAILED)
    except Exception as problem:
        show_usage = getattr(problem, "show", None)  # typer keeps click's exceptions, which explain wrong usage, to itself
        if show_usage is None:
            raise
        show_usage()
        sys.exit(WRONG_USAGE)
    if code == INTERRUPTED:  # typer makes this number of a Ctrl-C itself
        _fail("interrupted; what was finished is kept, run the command again to go on", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> None:
    say(f"ragassist: {line}")
    sys.exit(code)


@app.callback()
def open_ui(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version; with --json all that a bug report needs.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Open the terminal UI when no command is given."""
    if version:
        from ragassist.diagnostics.versions import versions  # reads the metadata of all packages

        told = versions()
        show_json(told) if as_json else show(f"ragassist {told['ragassist']}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        chat()


@app.command()
def chat(
    home: Home = None,
    library: LibraryName = None,
    private: Annotated[bool, typer.Option("--private", help="Keep nothing of the conversation.")] = False,
) -> None:
    """Open the terminal UI."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from ragassist.commands.opening import app_of  # brings the whole program, which the first paint doesn't wait for
        from ragassist.commands.welcome import first_steps, welcome  # the same

        steps = first_steps(app_of(home, library))
        if len(steps) == _ALL_FIRST_STEPS:
            show(welcome(steps))
            raise typer.Exit(FAILED)
        raise AssistantError("the terminal UI needs a terminal: use 'ragassist ask QUESTION' in scripts")
    from ragassist.commands.startup import starting  # the catalogues of phrases, which `--help` doesn't need

    with starting():
        from tui.app import program  # textual takes a tenth of a second; the one import upwards

        ui = program(home, library, private=private)  # sealed there, unless there is no model to start with
    ui.run_to_the_end()


if __name__ == "__main__":
    main()
