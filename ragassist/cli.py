"""The front door: the commands, and what becomes of their failures."""

import os
import sys
from typing import Annotated

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.commands import answers, documents, evaluation, health, models
from ragassist.commands.common import FAILED, INTERRUPTED, WRONG_USAGE, Home, LibraryName, assembly_of
from ragassist.stopping import Stopped

app = typer.Typer(
    help="Ask a folder of documents in your own language. Nothing leaves this machine.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="The models on disk; 'pull' is the only command that goes online.", rich_markup_mode=None)


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
        show = getattr(problem, "show", None)  # typer keeps click's exceptions, which explain wrong usage, to itself
        if show is None:
            raise
        show()
        sys.exit(WRONG_USAGE)
    if code == INTERRUPTED:  # typer makes this number of a Ctrl-C itself
        _fail("interrupted; what was finished is kept, run the command again to go on", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> None:
    from ragassist.terminal import say

    say(f"ragassist: {line}")
    sys.exit(code)


@app.callback()
def open_ui(context: typer.Context, version: Annotated[bool, typer.Option("--version")] = False) -> None:
    """Open the terminal UI when no command is given."""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"ragassist {installed_version('ragassist')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        chat()


@app.command()
def chat(home: Home = None, library: LibraryName = None) -> None:
    """Open the terminal UI."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise AssistantError("the terminal UI needs a terminal: use 'ragassist ask QUESTION' in scripts")
    from tui.app import run

    run(assembly_of(home, library))


for command in (
    documents.index,
    answers.search,
    answers.ask,
    documents.text,
    health.status,
    documents.list_documents,
    documents.remove,
    health.check,
    health.doctor,
):
    app.command(command.__name__.removesuffix("_documents"))(command)
app.command("eval")(evaluation.evaluate)
models_app.command("list")(models.models_list)
models_app.command("pull")(models.models_pull)
models_app.command("verify")(models.models_verify)
models_app.command("remove")(models.models_remove)
app.add_typer(models_app, name="models")

if __name__ == "__main__":
    main()
