"""The flags that choose the documents that are searched."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from indexes.hits import Filter

_Several = list[str] | None

Paths = Annotated[
    _Several, typer.Option("--path", help="Only this folder, file or glob (** goes through folders); repeatable.")
]
DocumentLanguages = Annotated[_Several, typer.Option("--document-language", help="Only documents in it, as 'de'; repeatable.")]
Formats = Annotated[_Several, typer.Option("--format", help="Only files of this suffix, as 'pdf'; repeatable.")]
Since = Annotated[str | None, typer.Option("--since", help="Only files changed since YYYY, YYYY-MM or YYYY-MM-DD.")]
Before = Annotated[str | None, typer.Option("--before", help="Only files changed before YYYY, YYYY-MM or YYYY-MM-DD.")]


def chosen(paths: _Several, languages: _Several, formats: _Several, since: str | None, before: str | None) -> "Filter":
    """Return the filter that flags mean; what they can't mean is wrong usage."""
    from ingest.errors import PathProblem
    from ragassist.choosing import filter_of
    from ragassist.errors import FilterInvalid

    try:
        return filter_of(paths or (), languages or (), formats or (), since, before)
    except (FilterInvalid, PathProblem) as problem:
        raise typer.BadParameter(str(problem), param_hint="the filter") from None
