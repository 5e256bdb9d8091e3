"""Converts the result of an evaluation to JSON."""

from indexes.records import ChunkRow
from ragassist.evaluation.metrics import SearchMeasures
from ragassist.evaluation.run import EvaluatedQuestion, Evaluation
from ragassist.formats.json_contract import Json


def evaluation_json(library: str, evaluation: Evaluation) -> Json:
    """Return the measures, from 0 to 1, and each question whose right passage isn't the first hit."""
    return {
        "library": library,
        "kind": evaluation.kind,
        "mode": evaluation.mode,
        "top": evaluation.top,
        **_measures(evaluation.overall),
        "languages": [{"language": name, **_measures(found)} for name, found in evaluation.by_language().items()],
        "pairs": [
            {"language": asked, "passage_language": passage, **_measures(found)}
            for (asked, passage), found in evaluation.by_pair().items()
        ],
        "kinds": [{"kind": name, **_measures(found)} for name, found in evaluation.by_kind().items()],
        "causes": {cause.value: count for cause, count in evaluation.causes().items()},
        "not_first": [_missed(result) for result in evaluation.results if result.rank != 1],
        "left_out": [{"line": skipped.number, "reason": skipped.reason} for skipped in evaluation.left_out],
        "seconds": round(evaluation.seconds, 3),
    }


def _missed(result: EvaluatedQuestion) -> Json:
    miss = result.miss
    told = {"line": result.question.number, "question": result.question.text, "rank": result.rank}
    if miss is None:
        return told
    return {**told, "cause": miss.cause.value, "passage": _place(miss.passage), "first": _place(miss.ahead)}


def _place(chunk: ChunkRow | None) -> Json | None:
    if chunk is None:
        return None
    return {"path": chunk.path, "page": chunk.page, "heading": chunk.heading, "language": chunk.language}


def _measures(measures: SearchMeasures) -> Json:
    names = {"recall_1": "recall@1", "recall_5": "recall@5", "recall_10": "recall@10", "mrr": "mrr@10", "ndcg": "ndcg@10"}
    return {"questions": measures.questions} | {shown: round(getattr(measures, name), 4) for name, shown in names.items()}
