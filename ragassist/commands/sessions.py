"""The `sessions` commands: list, find, show, export, rename and delete stored conversations."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from indexes.conversations.records import Summary
from ragassist.commands import output
from ragassist.commands.opening import app_of
from ragassist.commands.options import AsJson, Home
from ragassist.formats.transcripts import as_json, as_markdown, summary_json
from ragassist.untrusted import one_line

app = typer.Typer(help="Past conversations: list, find, show, export, rename, delete.", rich_markup_mode=None)
Conversation = Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")]
Limit = Annotated[int, typer.Option(min=1, max=1_000_000, help="How many at most.")]


@app.command("list")
def list_sessions(limit: Limit = 50, home: Home = None, as_json: AsJson = False) -> None:
    """Show the conversations, the newest first."""
    with app_of(home, None).conversations() as kept:
        _show(kept.recent(limit), as_json=as_json)


@app.command()
def find(text: str, limit: Limit = 50, home: Home = None, as_json: AsJson = False) -> None:
    """Show the conversations that hold all words of a text."""
    with app_of(home, None).conversations() as kept:
        _show(kept.find(text, limit), as_json=as_json)


def _show(found: list[Summary], *, as_json: bool) -> None:
    if as_json:
        output.show_json({"sessions": [summary_json(summary) for summary in found]})
        return
    for each in found:
        changed = f"{datetime.fromtimestamp(each.changed):%Y-%m-%d %H:%M}"
        output.show(f"{each.id}  {changed}  {each.exchanges:>3}  {one_line(each.library)}: {one_line(each.title)}")
    if not found:
        output.say("no conversation: 'ragassist ask QUESTION' and the terminal UI keep them")


@app.command()
def show(conversation: Conversation, home: Home = None, as_json: AsJson = False) -> None:
    """Show a conversation with its sources."""
    _write(conversation, "json" if as_json else "markdown", None, home)


@app.command()
def export(
    conversation: Conversation,
    format: Annotated[Literal["markdown", "json"], typer.Option(help="What kind of file.")] = "markdown",
    to: Annotated[Path | None, typer.Option(help="The file; without it the text is printed.")] = None,
    home: Home = None,
) -> None:
    """Write a conversation with its sources as Markdown or JSON."""
    _write(conversation, format, to, home)


def _write(conversation: str, kind: Literal["markdown", "json"], to: Path | None, home: Path | None) -> None:
    with app_of(home, None).conversations() as kept:
        summary = kept.summary(conversation)
        exchanges = kept.exchanges(summary.id)
    if to:
        data = as_json(summary, exchanges)
        text = json.dumps(data, ensure_ascii=False, indent=1) if kind == "json" else as_markdown(summary, exchanges)
        to.write_text(text + "\n", encoding="utf-8")
        output.say(f"written to {to}")
    elif kind == "json":
        output.show_json(as_json(summary, exchanges))
    else:
        output.show(as_markdown(summary, exchanges), end="")


@app.command()
def rename(conversation: Conversation, title: str, home: Home = None) -> None:
    """Give a conversation another title."""
    with app_of(home, None).conversations() as kept:
        kept.rename(kept.summary(conversation).id, title)


@app.command()
def delete(
    conversation: Conversation,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    home: Home = None,
) -> None:
    """Delete a conversation for good, with the model's state after it."""
    with app_of(home, None).conversations() as kept:
        summary = kept.summary(conversation)
        if not yes:
            typer.confirm(f"Delete {one_line(summary.title)!r} for good?", abort=True, err=True)
        kept.delete(summary.id)
        output.say(f"deleted: {one_line(summary.title)}")
