"""Searches a library: fuses dense and lexical search, merges repeated passages, and adds probabilities."""

from collections.abc import Iterable, Sequence

from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel, query_vector
from indexes.hits import Among, Filter, Hit, Mode, Wording
from indexes.records import ChunkRow
from indexes.search.deduplication import MergedPassage, joined, with_neighbours, without_repeats
from indexes.search.fusion import Candidate, fuse, in_context, with_best_by_words, with_translations, with_wording
from indexes.search.probability import probabilities
from indexes.search.protocols import DenseSearch, LexicalSearch
from indexes.search.rerank_stage import RerankStage
from indexes.search.reranking import MOST
from indexes.search.translated_search import TranslatedSearch
from indexes.storage.packing import unpack_vectors
from indexes.storage.store import Store

_POOL = 200
"""Number of chunks from each search for the fusion."""
_POOL_BY_LANGUAGE = 50
"""Number of chunks in each language from the search by translated words."""
_CONSIDERED = (2, 6)
"""Candidates per place in the result: first two, and six if too many of them are copies, translations or neighbours."""
_LEAST = 2 * MOST
"""Fewest candidates, so that reranking and probabilities don't depend on the number of requested hits."""


class Searcher:
    """Searches the present vectors and words of one library."""

    def __init__(
        self, store: Store, dense: DenseSearch, lexical: LexicalSearch, translated: TranslatedSearch | None = None
    ) -> None:
        """Set the searches of the library; without `translated`, only vectors find passages in other languages."""
        self._store, self._dense, self._lexical, self._translated = store, dense, lexical, translated

    def search(
        self,
        query: str,
        language: str,
        top: int,
        mode: Mode,
        model: VectorModel | None,
        *,
        only: Filter | None = None,
        closer: RerankStage | None = None,
        wordings: Sequence[Wording] = (),
    ) -> list[Hit]:
        """Return the best passages for a query in a language; without a model by full text alone.

        `closer` reranks the first passages of a hybrid search. `wordings` are translations of the query, each of which is
        searched by vectors and words too.
        """
        mode = mode if model else "lexical"
        with self._store.snapshot():
            among = self._store.among(only) if only else None
            ranked, quoted = self._candidates(query, language, mode, model, among)
            if model and mode == "hybrid" and not quoted:
                ranked = self._with_translations(query, language, ranked, model, among)
                ranked = with_best_by_words(self._with_wordings(query, ranked, wordings, model, among))
            candidates = {candidate.chunk_id: candidate for candidate in ranked}
            passages = self._passages(list(candidates), top, model)
            score_of = _scores([candidates[passage.chunk.id] for passage in passages], mode)
            if closer and mode == "hybrid" and not quoted:  # passages with the quoted phrase stay first
                places = [candidates[passage.chunk.id].place for passage in passages]
                passages = closer.ordered(query, language, passages, places)
            kept = with_neighbours(passages, top)
            chunks = [self._store.labelled(self._whole(passage)) for passage in kept]
        found = [candidates[passage.chunk.id] for passage in kept]
        own = [score_of[passage.chunk.id] for passage in kept]
        told = own if quoted else sorted(own, reverse=True)  # reranking changes the order, not the probability at each rank
        return [_hit(*row) for row in zip(range(1, top + 1), told, found, chunks, kept, strict=False)]

    def _candidates(
        self, query: str, language: str, mode: Mode, model: VectorModel | None, among: Among | None
    ) -> tuple[list[Candidate], bool]:
        """Return the fused candidates, best first, and whether passages with the quoted phrases come first."""
        words = {} if mode == "dense" else self._lexical.search(query, language, _POOL, among)
        quoted = any(known.phrases for known in words.values())
        if model is None:
            return fuse({}, words, mode), quoted
        vector = query_vector(query, model)
        cosines = self._cosines(vector, words, model, among)
        context = self._context(vector, cosines, model) if mode == "hybrid" else {}
        return fuse(cosines, words, mode, context), quoted

    def _with_translations(
        self, query: str, language: str, ranked: list[Candidate], model: VectorModel, among: Among | None
    ) -> list[Candidate]:
        """Return the candidates of a query and those that translations of its words find, best first."""
        said = self._translated.search(query, language, _POOL_BY_LANGUAGE, among) if self._translated else {}
        if not said:
            return ranked
        vector, known = query_vector(query, model), {candidate.chunk_id for candidate in ranked}
        cosines = self._dense.cosines(vector, said.keys() - known, model)
        added = fuse(cosines, {}, "hybrid", self._context(vector, cosines, model))
        return with_translations([*ranked, *added], said)

    def _with_wordings(
        self, query: str, ranked: list[Candidate], wordings: Sequence[Wording], model: VectorModel, among: Among | None
    ) -> list[Candidate]:
        """Return the candidates of a query and its translations, best first; a translation only adds chunks in its language."""
        if not wordings:
            return ranked
        vector = query_vector(query, model)
        for wording in wordings:
            found, _ = self._candidates(wording.text, wording.language, "hybrid", model, among)
            languages = self._store.chunk_languages([candidate.chunk_id for candidate in found])
            said = {c.chunk_id: c for c in found if languages.get(c.chunk_id) == wording.language}
            known = {candidate.chunk_id for candidate in ranked}
            cosines = self._dense.cosines(vector, said.keys() - known, model)
            ranked = with_wording([*ranked, *fuse(cosines, {}, "hybrid", self._context(vector, cosines, model))], said)
        return ranked

    def _context(self, vector: Vectors, cosines: dict[int, float], model: VectorModel) -> dict[int, float]:
        """Return for each chunk what the cosines of its neighbours add to its own."""
        neighbours = self._store.neighbours(list(cosines))
        others = {near for beside in neighbours.values() for near in beside} - cosines.keys()
        return in_context(cosines, neighbours, cosines | self._dense.cosines(vector, others, model))

    def _passages(self, ids: Sequence[int], top: int, model: VectorModel | None) -> list[MergedPassage]:
        """Return candidates for `top` places. Their number is limited, because reading their texts takes most of the time."""
        passages: list[MergedPassage] = []
        for each in _CONSIDERED:
            passages = self._distinct(ids[: max(_LEAST, each * top)], model)
            if len(with_neighbours(passages, top)) == top:
                break
        return passages

    def _distinct(self, ids: Sequence[int], model: VectorModel | None) -> list[MergedPassage]:
        rows = self._store.chunks(ids)
        packed = self._store.vectors.of(ids) if model else {}
        vectors: dict[int, Vectors] = {}
        if model and packed:
            vectors = dict(zip(packed, model.language_map.passages(unpack_vectors(list(packed.values()))), strict=True))
        return without_repeats([*rows.values()], vectors)

    def _whole(self, passage: MergedPassage) -> ChunkRow:
        """Return the chunks of a passage as one chunk, with the text from the first to the last."""
        run = passage.joined
        if len(run) == 1:
            return passage.chunk
        return joined(run, self._store.passage(passage.chunk.document_id, run[0].start, run[-1].end))

    def _cosines(self, vector: Vectors, others: Iterable[int], model: VectorModel, among: Among | None) -> dict[int, float]:
        """Return the cosines of the nearest chunks, and of those that were found by words."""
        found = self._dense.search(vector, _POOL, model, among)
        return found | self._dense.cosines(vector, (identity for identity in others if identity not in found), model)


def _hit(rank: int, score: float, candidate: Candidate, chunk: ChunkRow, passage: MergedPassage) -> Hit:
    return Hit(
        rank=rank,
        score=score,
        cosine=candidate.cosine,
        coverage=candidate.coverage,
        chunk=chunk,
        others=tuple(passage.others),
    )


def _scores(candidates: Sequence[Candidate], mode: Mode) -> dict[int, float]:
    """Return the score of each chunk by id: the cosine or the coverage, or in a hybrid search the probability of an answer.

    Probabilities were fitted on the scores of chunks without neighbours, best first.
    """
    if mode == "dense":
        return {candidate.chunk_id: candidate.cosine for candidate in candidates}
    if mode == "lexical":
        return {candidate.chunk_id: candidate.coverage for candidate in candidates}
    best_first = sorted(candidates, key=lambda candidate: -candidate.score)
    told = probabilities([candidate.score for candidate in best_first])
    return {candidate.chunk_id: float(score) for candidate, score in zip(best_first, told, strict=True)}
