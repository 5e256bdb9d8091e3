"""Central sentences of passages in the language of a summary, where the model's own sentences aren't confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexes.conversations.records import Citation
from ragassist.grounding.claims import ClaimChecker
from ragassist.requests.paragraphs import Paragraph
from ragassist.requests.translation import Translator
from ragassist.retrieval.evidence import Source
from ragassist.untrusted import without_citation_marks


def translated(quoted: Paragraph, part: Sequence[Source], translator: Translator, checker: ClaimChecker) -> Paragraph | None:
    """Return a paragraph of quoted sentences of a part in the translator's language; None if there are none.

    The sentences keep their numbers and names, and the checker confirms them: a remark of the model in place of a translation
    is left out. Raises `Stopped`.
    """
    told = [(line, citation) for line, citation in _said(quoted, part, translator) if _confirms(checker, line, citation)]
    text = " ".join(f"{line} [{n}]" for n, (line, _) in enumerate(told, 1))
    return replace(quoted, text=text, citations=tuple(citation for _, citation in told)) if told else None


def _said(quoted: Paragraph, part: Sequence[Source], translator: Translator) -> Iterator[tuple[str, Citation]]:
    sources = {source.n: source for source in part}
    for citation in quoted.citations:
        lines = translator.lines(replace(sources[citation.n], text=citation.quote, start=citation.start))
        if lines and all(line.kept for line in lines):
            yield without_citation_marks(" ".join(line.said for line in lines)), citation


def _confirms(checker: ClaimChecker, line: str, citation: Citation) -> bool:
    return any(verdict.supported for verdict in checker.cited(line, [citation.n]))
