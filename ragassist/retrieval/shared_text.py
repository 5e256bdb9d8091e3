"""Tells what documents that were made from one template share from what differs between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexes.lexical.folding import fold
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import SentenceSpan, Source

_MOST_CHARACTERS = 300_000
"""The beginning of each document that is compared, about a hundred pages."""
_LONG = 24
"""Bytes from which on a part of a sentence is no coincidence."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """The sentences and lines, folded, that stand in each of some texts, and the folded texts without line breaks."""

    sentences: frozenset[str]
    texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Sequence[str]) -> "SharedText":
        """Return what some texts share; only their beginnings are compared if they are long."""
        begun = [text[:_MOST_CHARACTERS] for text in texts]
        each = [{_key(text, span) for span in sentence_spans(text, shortest=1)} for text in begun]
        same = frozenset(set.intersection(*each) - {""} if len(each) > 1 else ())
        return cls(same, tuple(_key(text, (0, len(text))) for text in begun) if same else ())

    def holds(self, key: str) -> bool:
        """Whether a folded sentence is shared, or, where lines are broken elsewhere, a long part of one."""
        is_long = bool(self.texts) and len(key.encode()) >= _LONG
        return key in self.sentences or (is_long and all(key in text for text in self.texts))

    def differing(self, source: Source) -> Source | None:
        """Return a passage that shows only what isn't shared, None if all of it is."""
        spans = sentence_spans(source.text, shortest=1)
        own = [span for span in spans if not self.holds(_key(source.text, span))]
        if len(own) == len(spans):
            return source
        return replace(source, shown=_runs(source.text, own)) if own else None

    def shared(self, source: Source) -> dict[str, SentenceSpan]:
        """Return the shared sentences of a passage, folded, with their places in its text."""
        spans = sentence_spans(source.text, shortest=1)
        return {key: span for span in spans if (key := _key(source.text, span)) in self.sentences}


def _key(text: str, span: SentenceSpan) -> str:
    return " ".join(fold(text[slice(*span)]).split())


def _runs(text: str, spans: Sequence[SentenceSpan]) -> tuple[SentenceSpan, ...]:
    """Return spans in their order, with those joined between which nothing stands."""
    breaks = [at for at, (one, other) in enumerate(pairwise(spans), 1) if text[one[1] : other[0]].strip()]
    edges = [0, *breaks, len(spans)]
    return tuple((spans[first][0], spans[last - 1][1]) for first, last in pairwise(edges))
