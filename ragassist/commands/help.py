"""The first things that a person sees: help in groups, versions for a bug report, and what to do where nothing is set up."""

from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter


GROUPS = {
    "Ask": ("chat", "ask", "search", "sessions"),
    "Your documents": ("index", "list", "text", "status", "remove", "check"),
    "Set up": ("models", "config", "doctor"),
    "For other programs": ("mcp", "serve"),
    "Measure": ("eval",),
}
EXAMPLES = """\b
Examples:
  ragassist models pull lfm2-2.6b-exp multilingual-e5-small
  ragassist index ~/Documents/papers
  ragassist ask "What is the notice period of the lease?"
"""


class Grouped(TyperGroup):
    """Shows its commands in groups; one that is in no group comes last."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write a section for each group."""
        names = self.list_commands(ctx)
        grouped = {name for group in GROUPS.values() for name in group}
        sections = {**GROUPS, "More": tuple(name for name in names if name not in grouped)}
        widest = max(map(len, names))
        for title, own in sections.items():
            found = [(name, command) for name in own if name in names and (command := self.get_command(ctx, name))]
            if rows := [(f"{name:<{widest}}", c.get_short_help_str(formatter.width - widest - 6)) for name, c in found]:
                with formatter.section(title):
                    formatter.write_dl(rows)
