"""Keeps the sources of a question in the order in which they were evaluated while it was being typed."""

from collections.abc import Sequence
from dataclasses import replace

from ragassist.evidence import Source


def in_prepared_order(sources: Sequence[Source], prepared: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources numbered anew: first the prepared ones, up to the first that isn't among them, then the others.

    What is prepared is a prefix of the prompt, so behind a source that wasn't found again nothing can be used.
    """
    rest = list(sources)
    kept: list[Source] = []
    for source in prepared:
        again = next((other for other in rest if _passage(other) == _passage(source)), None)
        if again is None:
            break
        rest.remove(again)
        kept.append(again)
    return tuple(replace(source, n=n) for n, source in enumerate([*kept, *rest], 1))


def _passage(source: Source) -> tuple[str, int, int, str]:
    return source.path, source.start, source.end, source.text
