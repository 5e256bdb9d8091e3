"""All commands by group. The module of a command is imported when the command is called, which keeps `--help` fast."""

from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


@dataclass(frozen=True, slots=True)
class CommandSource:
    """Where a command is defined (a function, or a `typer.Typer` with subcommands), and its line in the help."""

    module: str
    attribute: str
    help: str


GROUPS = {
    "Ask": {
        "chat": CommandSource("ragassist.cli", "chat", "Open the terminal UI."),
        "ask": CommandSource("ragassist.commands.ask", "ask", "Answer a question from your documents, with citations."),
        "summarize": CommandSource("ragassist.commands.reading.summarize", "summarize", "Summarise documents, with citations."),
        "translate": CommandSource("ragassist.commands.reading.translate", "translate", "Translate a document, step by step."),
        "extract": CommandSource("ragassist.commands.reading.extract", "extract", "Make a table over documents: a row each."),
        "search": CommandSource("ragassist.commands.search", "search", "Find the passages that fit a question best."),
        "sessions": CommandSource(
            "ragassist.commands.sessions", "app", "Past conversations: list, find, show, export, rename, delete."
        ),
    },
    "Your documents": {
        "index": CommandSource(
            "ragassist.commands.documents", "index", "Index folders: new and changed documents in, deleted ones out."
        ),
        "list": CommandSource("ragassist.commands.documents", "list_documents", "List the documents with their state."),
        "text": CommandSource("ragassist.commands.documents", "text", "Show exactly the text of a document that is indexed."),
        "status": CommandSource("ragassist.commands.health", "status", "Show how much is indexed and which models are in use."),
        "remove": CommandSource(
            "ragassist.commands.documents",
            "remove",
            "Take documents out of the library; the files stay.",
        ),
        "check": CommandSource("ragassist.commands.health", "check", "Look for damage in the library."),
    },
    "Set up": {
        "models": CommandSource("ragassist.commands.models", "app", "The models on disk; only 'pull' goes online."),
        "config": CommandSource(
            "ragassist.commands.config", "config", "Show every setting, its value, and where it comes from."
        ),
        "doctor": CommandSource("ragassist.commands.health", "doctor", "Check what the program needs, each with a hint."),
    },
    "For other programs": {
        "mcp": CommandSource("ragassist.commands.servers", "mcp", "Serve the library to an assistant or editor by MCP."),
        "serve": CommandSource(
            "ragassist.commands.servers",
            "serve",
            "Serve the library on this machine by OpenAI's protocol.",
        ),
    },
    "Measure": {
        "eval": CommandSource(
            "ragassist.commands.evaluation",
            "evaluate",
            "Measure how well the library is searched.",
        )
    },
}
EXAMPLES = """\b
Examples:
  ragassist models pull lfm2-2.6b-exp multilingual-e5-small
  ragassist index ~/Documents/papers
  ragassist ask "What is the notice period of the lease?"
"""
_SOURCES = {name: source for group in GROUPS.values() for name, source in group.items()}


class LazyGroup(TyperGroup):
    """A Typer group that lists the commands of `GROUPS` in sections without importing their modules."""

    def list_commands(self, ctx: "Context") -> list[str]:
        """Return the names of all commands."""
        return [*_SOURCES, *(name for name in super().list_commands(ctx) if name not in _SOURCES)]

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """Return a command, importing its module; None for an unknown name."""
        found = super().get_command(ctx, cmd_name)
        if found is None and (source := _SOURCES.get(cmd_name)):
            found = _command(cmd_name, source)
            self.add_command(found, cmd_name)
        return found

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, Command | None, list[str]]":
        """Return the command that the command line names. Raises a usage error, which suggests similar names."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and (near := get_close_matches(args[0], known)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {', '.join(map(repr, near))}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write a section for each group."""
        widest = max(map(len, _SOURCES))
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<{widest}}", source.help) for name, source in commands.items()])


def _command(name: str, source: CommandSource) -> "Command":
    target = getattr(import_module(source.module), source.attribute)
    if isinstance(target, typer.Typer):
        return typer.main.get_group(target)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name)(target)
    return typer.main.get_command(alone)
