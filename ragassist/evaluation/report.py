"""The result of an evaluation as JSON."""

from ragassist.evaluation.metrics import Measures
from ragassist.evaluation.run import Evaluation
from ragassist.formats.json_contract import Json


def evaluation_json(library: str, evaluation: Evaluation) -> Json:
    """Return what `eval` measured: shares from 0 to 1, and each question whose right passage wasn't the first hit."""
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
        "not_first": [
            {"line": result.question.number, "question": result.question.text, "rank": result.rank}
            for result in evaluation.results
            if result.rank != 1
        ],
        "left_out": [{"line": skipped.number, "reason": skipped.reason} for skipped in evaluation.left_out],
        "seconds": round(evaluation.seconds, 3),
    }


def _measures(measures: Measures) -> Json:
    names = {"recall_1": "recall@1", "recall_5": "recall@5", "recall_10": "recall@10", "mrr": "mrr@10", "ndcg": "ndcg@10"}
    return {"questions": measures.questions} | {shown: round(getattr(measures, name), 4) for name, shown in names.items()}
