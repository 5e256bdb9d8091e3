"""The first stage of an answer: finds evidence for a question, which may be a follow-up question."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace

from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.grounding.abstention import ENOUGH
from ragassist.grounding.sentence_vectors import ComparedSentence, SentenceVectors, compared
from ragassist.grounding.table_figures import with_figures
from ragassist.retrieval.evidence import Evidence, SentenceSpan, Source, SourceSentence
from ragassist.retrieval.excerpts import LIKELY, MANY, WHOLE_TABLE, excerpts, share_shown
from ragassist.retrieval.follow_ups import with_earlier
from ragassist.retrieval.naming import may_name, without_codes
from ragassist.retrieval.notices import library_notices, ninth_language, phrases_not_found
from ragassist.retrieval.retriever import Retriever, in_prepared_order
from ragassist.retrieval.whole_tables import with_whole_tables
from ragassist.retrieval.wordings import NO_TRANSLATOR, QueryTranslator
from ragassist.settings.choices import FollowUp

_POOL = 2
"""Tokens of the passages from which sentences are chosen, as a multiple of the tokens of the sentences that are shown."""


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """Searches a library for evidence for one question."""

    library: SearchableLibrary
    sentences: SentenceVectors
    context: QuestionContext
    _: KW_ONLY
    leans: bool = False
    """Whether the question is a follow-up, which needs the question before it to be understood."""
    broad: bool = False
    """Whether the question may compare or count, so that its answer needs several passages."""
    translator: QueryTranslator = NO_TRANSLATOR

    def evidence(self) -> Evidence:
        """Return the sources for the question, each with the sentences that are shown to the model.

        Prepared sources keep their order where that lets the model reuse them. Without vectors, or without a language map,
        which makes languages comparable, sentences can't be compared and passages are shown whole.
        """
        found = self._passages()
        if found.sources and self._can_compare:
            found = self._read(found)
        named = [replace(source, named=may_name(self.context.question, source.path)) for source in found.sources]
        return replace(found, sources=in_prepared_order(named, self.context.prepared))

    @property
    def _asked(self) -> str:
        """The question; for a follow-up together with the question before."""
        earlier = self.context.earlier if self.leans else None
        return f"{earlier.question} {self.context.question}" if earlier else self.context.question

    def _passages(self) -> Evidence:
        """Return the passages from which sentences are chosen, or those within the token budget if none can be chosen."""
        context, options = self.context, self.context.options
        pool = _POOL if self._can_compare else 1
        retriever = Retriever(self.library, pool * options.context_tokens, only=options.only)
        earlier = context.earlier if options.follow_up is not FollowUp.OFF else None
        said = replace(retriever, translator=self.translator, most_wordings=options.wordings)
        alone = said.evidence(context.question, context.asked_in)
        found = with_earlier(
            context.question, earlier, alone, lambda text: retriever.evidence(text, context.asked_in), leans=self.leans
        )
        kept, left_out = retriever.within_budget(found.sources)
        if self._can_compare:
            kept = with_whole_tables(self.library, kept, WHOLE_TABLE * MANY * options.context_tokens)
        return replace(found, sources=tuple(kept), left_out=(*left_out, *found.left_out))

    def _read(self, found: Evidence) -> Evidence:
        """Return the evidence with the sentences to show, the best sentence, and the highest cosine.

        The cosine is None among few passages, where it isn't reliable.
        """
        asked, paths = self._asked, {source.path for source in found.sources}
        nearest = max(one.cosine for one in compared(self.library.query_vector(asked), found.sources, self.sentences))
        sought = without_codes(asked, paths) or asked
        sentences = compared(self.library.query_vector(sought), found.sources, self.sentences)
        best = max(sentences, key=lambda one: one.worth)
        shown = share_shown(found.best_score, broad=self.broad) * self.context.options.context_tokens
        return replace(
            found,
            sources=tuple(map(with_figures, self._shown(found, sentences, shown))),
            sentence=SourceSentence(found.sources[best.passage], best.start, best.end),
            sentence_cosine=nearest if found.compared >= ENOUGH else None,
        )

    def _shown(self, found: Evidence, sentences: Sequence[ComparedSentence], tokens: float) -> list[Source]:
        cosines = [_cosines(sentences, at) for at in range(len(found.sources))]
        return excerpts(found.sources, cosines, tokens, first_whole=found.best_score >= LIKELY)

    @property
    def _can_compare(self) -> bool:
        library = self.library
        return bool(library.vector_model) and library.has_embedder and bool(library.language_map.centres)

    def notices(self) -> tuple[str, ...]:
        """Return notices, one line each, that a person needs to judge the evidence."""
        language, options = self.context.language, self.context.options
        notices = library_notices(self.library, language, options.only)
        notices += phrases_not_found(self.library, self.context.question, language, options.only)
        return notices if options.language else (*notices, *ninth_language(self.context.question, language))


def _cosines(sentences: Sequence[ComparedSentence], source: int) -> dict[SentenceSpan, float]:
    """Return the spans of the sentences of a source, in their order, with their cosines."""
    return {(one.start, one.end): one.cosine for one in sentences if one.passage == source}
