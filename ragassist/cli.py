"""The entry point: runs a command or the terminal UI, and reports a failure in one line."""

import os
import sys
from typing import Annotated

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.commands.ending import QuickEnd
from ragassist.commands.group import EXAMPLES, LazyGroup
from ragassist.commands.options import FAILED, INTERRUPTED, WRONG_USAGE, Home, LibraryName
from ragassist.commands.output import SPOKEN, print_what_can_be, say, show, show_json
from ragassist.stopping import Stopped

_ALL_FIRST_STEPS = 3
"""Number of steps that `first_steps` returns where nothing is set up: models, documents, a question."""

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
    end = QuickEnd()
    try:
        _run()
    except SystemExit as leaving:
        end.code = leaving.code if isinstance(leaving.code, int) else None
        raise


def _run() -> None:
    """Run the command line; raise `SystemExit` with its exit code."""
    os.umask(0o077)  # files that are stored are readable by their owner only
    print_what_can_be()
    GUARD.close()
    try:
        code = app(standalone_mode=False)
    except AssistantError as problem:
        _fail(SPOKEN.told(problem.line), FAILED)
    except (KeyboardInterrupt, typer.Abort, Stopped):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the program that read our output has ended
        sys.exit(0)
    except OSError as problem:
        where = problem.filename or "the system"
        _fail(f"{where}: {problem.strerror or problem}; check the disk and its rights", FAILED)
    except Exception as problem:
        show_usage = getattr(problem, "show", None)  # typer doesn't export click's exceptions, which explain wrong usage
        if show_usage is None:
            raise
        show_usage()
        sys.exit(WRONG_USAGE)
    if code == INTERRUPTED:  # typer itself returns this code on Ctrl-C
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

        found = versions()
        show_json(found) if as_json else show(f"ragassist {found['ragassist']}")
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
        # Imported here, because they import the whole program, which the first paint doesn't need.
        from ragassist.commands.opening import app_of, first_steps, welcome

        steps = first_steps(app_of(home, library))
        if len(steps) == _ALL_FIRST_STEPS:
            show(welcome(steps))
            raise typer.Exit(FAILED)
        raise AssistantError("the terminal UI needs a terminal: use 'ragassist ask QUESTION' in scripts")
    from ragassist.commands.startup import starting  # imports the catalogues of phrases, which `--help` doesn't need

    with starting():
        from tui.app import program  # the one import of a higher package; Textual takes a tenth of a second

        # From here on the process has no network, unless models have to be fetched first.
        ui = program(home, library, private=private)
    ui.run_to_the_end()


if __name__ == "__main__":
    main()
