"""The first stage of an answer: evidence for a question that may lean on the one before."""

from dataclasses import dataclass, replace

from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.grounding.abstention import ENOUGH
from ragassist.grounding.sentence_vectors import SentenceVectors, compared
from ragassist.retrieval.evidence import Evidence, SourceSentence
from ragassist.retrieval.follow_ups import with_earlier
from ragassist.retrieval.notices import library_notices, ninth_language, phrases_not_found
from ragassist.retrieval.retriever import Retriever, in_prepared_order
from ragassist.retrieval.wordings import NO_TRANSLATOR, QueryTranslator
from ragassist.settings.choices import FollowUp


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """Searches a library for the evidence of one question."""

    library: SearchableLibrary
    sentences: SentenceVectors
    context: QuestionContext
    leans: bool = False
    """Whether the question needs the one before it to be understood."""
    translator: QueryTranslator = NO_TRANSLATOR

    def evidence(self) -> Evidence:
        """Return the sources within the token budget; those that were prepared keep their order as far as that helps."""
        context, options = self.context, self.context.options
        retriever = Retriever(self.library, options.context_tokens, only=options.only)
        earlier = context.earlier if options.follow_up is not FollowUp.OFF else None
        said = replace(retriever, translator=self.translator, most_wordings=options.wordings)
        alone = said.evidence(context.question, context.language)
        found = with_earlier(
            context.question, earlier, alone, lambda text: retriever.evidence(text, context.language), leans=self.leans
        )
        kept, left_out = retriever.within_budget(found.sources)
        sources = in_prepared_order(kept, context.prepared)
        return replace(found, sources=sources, left_out=(*left_out, *found.left_out))

    def with_nearest_sentence(self, evidence: Evidence) -> Evidence:
        """Return the evidence with the sentence that says most of what was asked, and the nearest one's cosine if that tells.

        It tells nothing among few passages. Without vectors, and without a language map that makes languages comparable, no
        sentence is compared.
        """
        if not self._can_compare:
            return evidence
        texts = [source.text for source in evidence.sources]
        found = compared(self.library.query_vector(self.context.question), texts, self.sentences)
        if not found:
            return evidence
        best = max(found, key=lambda one: one.worth)
        return replace(
            evidence,
            sentence=SourceSentence(evidence.sources[best.passage], best.start, best.end),
            sentence_cosine=max(one.cosine for one in found) if evidence.compared >= ENOUGH else None,
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
