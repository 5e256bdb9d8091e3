"""The paragraphs of a summary: numbering their citations, and storing them between runs."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from indexes.conversations.records import Citation
from indexes.embedding.embedder import Vectors
from ingest.documents import SEPARATOR
from ingest.language.punctuation import ends_sentence
from ragassist.grounding.claims import ClaimChecker, Verdict
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.registry import pattern_of_all
from ragassist.language.sentences import sentence_spans
from ragassist.requests.passages import MOST_MARKS
from ragassist.retrieval.evidence import Source
from ragassist.untrusted import CITATION_MARK, LEADING_MARKS, without_citation_marks

_MOST_COMPARED = 40
"""Most sources whose sentences are compared to find the most central ones."""
_UNFINISHED = ("…", ":", "：")
_LEADING_ITEM = regex.compile(r"\A(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the citations of its marks, in their order, and the number of passages that were read for it."""

    text: str
    citations: tuple[Citation, ...]
    passages: int
    heading: str = ""


def numbered_anew(paragraph: Paragraph, number_of: Callable[[int], int]) -> Paragraph:
    """Return a paragraph with new numbers of its citations and marks."""
    cited = tuple(replace(citation, n=number_of(citation.n)) for citation in paragraph.citations)
    if len(CITATION_MARK.findall(paragraph.text)) != len(cited):
        return replace(paragraph, citations=cited)
    numbers = iter(cited)
    text = str(CITATION_MARK.sub(lambda _: f"[{next(numbers).n}]", paragraph.text))
    return replace(paragraph, text=text, citations=cited)


def as_shown(paragraph: Paragraph, passages: int) -> Paragraph:
    """Return a paragraph for display: with more than `MOST_MARKS` passages, neighbouring passages share a number."""
    size = -(-passages // MOST_MARKS)
    return numbered_anew(paragraph, lambda n: 1 + (n - 1) // size)


def first_sentences(paragraph: Paragraph, count: int) -> Paragraph:
    """Return the first sentences of a paragraph with their marks."""
    spans = sentence_spans(paragraph.text, shortest=1)
    if len(spans) <= count:
        return paragraph
    end = spans[count][0]
    kept = paragraph.text[: end + _marks_before(paragraph.text[end:])].rstrip()
    return replace(paragraph, text=kept, citations=paragraph.citations[: len(CITATION_MARK.findall(kept))])


def confirmed(paragraph: Paragraph, headings: Collection[str] = ()) -> Paragraph | None:
    """Return a paragraph with the whole sentences that a source confirms, as running text; None if there are none.

    A sentence that was cut, that only leads to a list, that repeats another one, that is about the sources as such, or that is
    one of the `headings`, is left out too. So are lines without an end, such as rows of a table, beside whole sentences.
    """
    others = {heading.casefold() for heading in headings}
    kept: dict[str, tuple[str, tuple[Citation, ...]]] = {}
    for text, citations in _with_marks(paragraph):
        said = _LEADING_ITEM.sub("", text)
        plain = CITATION_MARK.sub("", said).strip()
        if not any(one.supported for one in citations) or plain.endswith(_UNFINISHED):
            continue
        if plain.casefold() not in others and not _is_about_sources(plain, citations):
            kept.setdefault(plain.casefold(), (said, citations))
    whole = [one for plain, one in kept.items() if ends_sentence(plain[-1])] or list(kept.values())
    if not whole:
        return None
    return replace(
        paragraph,
        text=" ".join(said for said, _ in whole),
        citations=tuple(one for _, citations in whole for one in citations),
    )


def _is_about_sources(plain: str, citations: Sequence[Citation]) -> bool:
    """Whether a sentence begins with the word for sources, and no quote has it: "The sources are [1] and [2]."."""
    words = pattern_of_all("about_sources")
    return words.match(plain) is not None and not any(words.search(one.quote) for one in citations)


def headings_of(sources: Sequence[Source]) -> set[str]:
    """Return the headings above some sources, each by itself."""
    return {heading for source in sources for heading in source.heading.split(SEPARATOR)}


def _with_marks(paragraph: Paragraph) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield each sentence with its marks, and the citations of these."""
    text, left = paragraph.text, paragraph.citations
    starts = [start + _marks_before(text[start:]) for start, _ in sentence_spans(text, shortest=1)]
    for start, end in pairwise([*starts, len(text)]):
        sentence = text[start:end].strip()
        count = len(CITATION_MARK.findall(sentence))
        if sentence:
            yield sentence, left[:count]
        left = left[count:]


def _marks_before(text: str) -> int:
    marks = LEADING_MARKS.match(text)
    return marks.end() if marks else 0


def central(sources: Sequence[Source], count: int, sentences: SentenceVectors) -> Paragraph:
    """Return the `count` most central sentences of some sources word for word, but for marks such as [12], which would be taken
    for citations; of many sources some spread ones are read.
    """
    read = sources[:: max(1, -(-len(sources) // _MOST_COMPARED))]
    spans = _sentences(read)
    rows = sentences.of([source.text[start:end] for source, start, end in spans])
    nearness = (rows @ rows.mean(0)).tolist()
    best = sorted(range(len(spans)), key=lambda at: -nearness[at])[:count]
    cited = tuple(quoted(*spans[at]) for at in sorted(best))
    marks = range(1, len(cited) + 1)
    said = (f"{without_citation_marks(one.quote)} [{n}]" for n, one in zip(marks, cited, strict=True))
    return Paragraph(" ".join(said), cited, len(read))


def _sentences(sources: Sequence[Source]) -> list[tuple[Source, int, int]]:
    """Return the sentences of some sources with their offsets; headings and rows of tables only if there is nothing else."""
    spans = [(source, start, end) for source in sources for start, end in sentence_spans(source.text)]
    return [one for one in spans if ends_sentence(one[0].text[one[2] - 1])] or spans


def dumped(paragraph: Paragraph, sources: Sequence[Source]) -> str:
    """Return a paragraph as JSON text, in which citations refer to sources by index."""
    places = {source.n: at for at, source in enumerate(sources)}
    cited = [
        [places[one.n], one.start - sources[places[one.n]].start, len(one.quote), one.supported] for one in paragraph.citations
    ]
    return json.dumps({"text": paragraph.text, "passages": paragraph.passages, "citations": cited})


def loaded(kept: str | None, sources: Sequence[Source]) -> Paragraph | None:
    """Return a paragraph that `dumped` has written for the same sources; None if there is none or it is damaged."""
    try:
        row = json.loads(kept or "")
        cited = tuple(
            quoted(sources[at], start, start + size, supported=bool(supported))
            for at, start, size, supported in row["citations"]
        )
        return Paragraph(str(row["text"]), cited, int(row["passages"]))
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def quoted(source: Source, start: int, end: int, *, supported: bool = True) -> Citation:
    """Return a citation of a part of a source, by offsets in its text."""
    return Citation(
        n=source.n,
        path=source.path,
        place=source.place,
        start=source.start + start,
        end=source.start + end,
        quote=source.text[start:end],
        supported=supported,
    )


class JoinedChecker(ClaimChecker):
    """Checks a summary of paragraphs against the passages of these paragraphs; a paragraph's number stands for its passages."""

    def __init__(
        self,
        behind: Sequence[Source],
        embed: Callable[[list[str]], Vectors],
        language: str,
        passages_of: Mapping[int, Collection[int]],
        *,
        about: str = "",
    ) -> None:
        """Prepare the check; `passages_of` has the numbers of a paragraph's passages, and claims are about a title."""
        super().__init__(behind, about, embed, language)
        self._passages_of = passages_of

    def cited(self, claim: str, claimed: Sequence[int]) -> list[Verdict]:
        """Return the verdicts of `ClaimChecker.cited`, but only one if no passage supports the claim."""
        numbers = [n for paragraph in claimed for n in self._passages_of.get(paragraph, ())]
        verdicts = super().cited(claim, numbers)
        return verdicts if any(verdict.supported for verdict in verdicts) else verdicts[:1]
