"""The first stage of an answer: evidence for a question that may lean on the one before."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace

from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.grounding.abstention import ENOUGH
from ragassist.grounding.sentence_vectors import ComparedSentence, SentenceVectors, compared
from ragassist.retrieval.evidence import Evidence, SentenceSpan, SourceSentence
from ragassist.retrieval.excerpts import excerpts, share_shown
from ragassist.retrieval.follow_ups import with_earlier
from ragassist.retrieval.naming import may_name
from ragassist.retrieval.notices import library_notices, ninth_language, phrases_not_found
from ragassist.retrieval.retriever import Retriever, in_prepared_order
from ragassist.retrieval.wordings import NO_TRANSLATOR, QueryTranslator
from ragassist.settings.choices import FollowUp

_POOL = 2
"""How many times the tokens that passages may take those have among which sentences are chosen."""


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """Searches a library for the evidence of one question."""

    library: SearchableLibrary
    sentences: SentenceVectors
    context: QuestionContext
    _: KW_ONLY
    leans: bool = False
    """Whether the question needs the one before it to be understood."""
    broad: bool = False
    """Whether the question may compare or count, so that its answer isn't read off one passage."""
    translator: QueryTranslator = NO_TRANSLATOR

    def evidence(self) -> Evidence:
        """Return the sources for the question, each with the sentences of it that the model is shown.

        Sources that were prepared keep their order as far as that helps. Without vectors, and without a language map that makes
        languages comparable, no sentence is compared and passages are shown whole.
        """
        found = self._passages()
        if found.sources and self._can_compare:
            found = self._read(found)
        named = [replace(source, named=may_name(self.context.question, source.path)) for source in found.sources]
        return replace(found, sources=in_prepared_order(named, self.context.prepared))

    @property
    def _asked(self) -> str:
        """The question, together with the one before where it can't be understood without it."""
        earlier = self.context.earlier if self.leans else None
        return f"{earlier.question} {self.context.question}" if earlier else self.context.question

    def _passages(self) -> Evidence:
        """Return the passages that sentences are chosen from; where none can be chosen, those within the token budget."""
        context, options = self.context, self.context.options
        pool = _POOL if self._can_compare else 1
        retriever = Retriever(self.library, pool * options.context_tokens, only=options.only)
        earlier = context.earlier if options.follow_up is not FollowUp.OFF else None
        said = replace(retriever, translator=self.translator, most_wordings=options.wordings)
        alone = said.evidence(context.question, context.language)
        found = with_earlier(
            context.question, earlier, alone, lambda text: retriever.evidence(text, context.language), leans=self.leans
        )
        kept, left_out = retriever.within_budget(found.sources)
        return replace(found, sources=tuple(kept), left_out=(*left_out, *found.left_out))

    def _read(self, found: Evidence) -> Evidence:
        """Return the evidence with the sentences that are shown, the one that says most of what was asked, and its cosine.

        The cosine tells nothing among few passages.
        """
        sentences = compared(self.library.query_vector(self._asked), found.sources, self.sentences)
        best = max(sentences, key=lambda one: one.worth)
        shown = share_shown(found.best_score, broad=self.broad) * self.context.options.context_tokens
        return replace(
            found,
            sources=tuple(excerpts(found.sources, [_cosines(sentences, at) for at in range(len(found.sources))], shown)),
            sentence=SourceSentence(found.sources[best.passage], best.start, best.end),
            sentence_cosine=max(one.cosine for one in sentences) if found.compared >= ENOUGH else None,
        )

    @property
    def _can_compare(self) -> bool:
        library = self.library
        return bool(library.vector_model) and library.has_embedder and bool(library.language_map.centres)

    def notices(self) -> tuple[str, ...]:
        """Return what a person has to know to judge what was found, a line for each."""
        language, options = self.context.language, self.context.options
        notices = library_notices(self.library, language, options.only)
        notices += phrases_not_found(self.library, self.context.question, language, options.only)
        return notices if options.language else (*notices, *ninth_language(self.context.question, language))


def _cosines(sentences: Sequence[ComparedSentence], source: int) -> dict[SentenceSpan, float]:
    """Return the sentences of a source, in their order, with their cosines."""
    return {(one.start, one.end): one.cosine for one in sentences if one.passage == source}
