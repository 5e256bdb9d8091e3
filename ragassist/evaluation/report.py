"""The result of an evaluation as JSON."""

from ragassist.evaluation.metrics import Measures
from ragassist.evaluation.run import Evaluation
from ragassist.formats.json_contract import Json


def evaluation_json(library: str, kind: str, mode: str, top: int, evaluation: Evaluation, seconds: float) -> Json:
    """Return what `eval` measured: shares from 0 to 1, and each question whose right passage wasn't the first hit."""
    return {
        "library": library,
        "kind": kind,
        "mode": mode,
        "top": top,
        **_measures(evaluation.overall),
        "languages": [{"language": name, **_measures(found)} for name, found in evaluation.by_language().items()],
        "pairs": [
            {"language": asked, "passage_language": passage, **_measures(found)}
            for (asked, passage), found in evaluation.by_pair().items()
        ],
        "not_first": [
            {"line": one.question.number, "question": one.question.text, "rank": one.rank}
            for one in evaluation.asked
            if one.rank != 1
        ],
        "left_out": [{"line": left.number, "reason": left.reason} for left in evaluation.left],
        "seconds": round(seconds, 3),
    }


def _measures(measures: Measures) -> Json:
    names = {"recall_1": "recall@1", "recall_5": "recall@5", "recall_10": "recall@10", "mrr": "mrr@10", "ndcg": "ndcg@10"}
    return {"questions": measures.questions} | {shown: round(getattr(measures, name), 4) for name, shown in names.items()}
