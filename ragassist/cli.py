"""The front door: the commands, and what becomes of their failures."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.commands import ask, config, documents, evaluation, health, models, search, servers, sessions, tune
from ragassist.commands.help import EXAMPLES, Grouped
from ragassist.commands.options import FAILED, INTERRUPTED, WRONG_USAGE, Home, LibraryName, app_of
from ragassist.stopping import Stopped

if TYPE_CHECKING:
    from ragassist.app import App

_NOTHING_SET_UP = 3
"""First steps that are left where there is neither a model nor a library: models, documents, a question."""

app = typer.Typer(
    cls=Grouped,
    epilog=EXAMPLES,
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
    from ragassist.commands.output import say

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
        from ragassist.commands.output import show, show_json
        from ragassist.diagnostics.versions import versions

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
        _welcome(app_of(home, library))
        raise AssistantError("the terminal UI needs a terminal: use 'ragassist ask QUESTION' in scripts")
    from ragassist.commands.startup import starting

    with starting():
        from tui.app import program

        ui = program(home, library, private=private)  # sealed there, unless there is no model to start with
    ui.run_to_the_end()


def _welcome(program: "App") -> None:
    """Where nothing is set up and there is no terminal for the UI, which leads a person there, say what to do and end."""
    from ragassist.commands.output import show
    from ragassist.commands.welcome import first_steps, welcome

    steps = first_steps(program)
    if len(steps) == _NOTHING_SET_UP:
        show(welcome(steps))
        raise typer.Exit(FAILED)


for command in (
    documents.index,
    search.search,
    ask.ask,
    documents.text,
    health.status,
    documents.list_documents,
    documents.remove,
    health.check,
    health.doctor,
):
    app.command(command.__name__.removesuffix("_documents"))(command)
app.command("config")(config.config)
app.command("eval")(evaluation.evaluate)
app.command("mcp")(servers.mcp)
app.command("serve")(servers.serve)
models_app.command("list")(models.models_list)
models_app.command("pull")(models.models_pull)
models_app.command("import")(models.models_import)
models_app.command("bundle")(models.models_bundle)
models_app.command("verify")(models.models_verify)
models_app.command("tune")(tune.models_tune)
models_app.command("remove")(models.models_remove)
app.add_typer(models_app, name="models")
app.add_typer(sessions.app, name="sessions")

if __name__ == "__main__":
    main()
