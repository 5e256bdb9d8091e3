"""Converts records to the documented JSON of the command line."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from indexes.conversations.records import Citation
from indexes.hits import Hit
from indexes.indexing.run import RunReport
from indexes.records import DocumentRow, Place, Totals
from indexes.storage.check_report import CheckReport, Problem
from ingest.documents import Document
from ragassist.events import Answered, PassagesRead, TranslatedLine

Json = dict[str, Any]


def index_json(library: str, outcome: RunReport, totals: Totals) -> Json:
    """Return the result of `index`."""
    return {
        "library": library,
        "indexed": outcome.indexed,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "partial": [asdict(reason) for reason in outcome.partial],
        "skipped": [asdict(reason) for reason in outcome.skipped],
        "documents": totals.documents,
        "chunks": totals.chunks,
        "seconds": round(outcome.seconds, 3),
    }


def search_json(query: str, language: str, hits: list[Hit], seconds: float, notices: Sequence[str] = ()) -> Json:
    """Return the result of `search`, with `notices` only if there are any."""
    found = {
        "query": query,
        "language": language,
        "hits": [_hit(hit) for hit in hits],
        "seconds": round(seconds, 4),
    }
    return found | {"notices": list(notices)} if notices else found


def _hit(hit: Hit) -> Json:
    chunk = hit.chunk
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "path": chunk.path,
        "page": chunk.page,
        **_label(chunk.place),
        "heading": chunk.heading,
        "language": chunk.language,
        "start": chunk.start,
        "end": chunk.end,
        "text": chunk.text,
        "header": chunk.header,
        "span": _span(chunk.place),
        "others": [
            {"path": o.path, "page": o.page, "language": o.language, "start": o.start, "end": o.end} for o in hit.others
        ],
    }


def _label(place: Place) -> Json:
    """Return the printed label of a page (iv, A-3), {} if it equals its number."""
    return {"label": place.label} if place.label else {}


def _span(place: Place) -> Json | None:
    """Return the lines, rows, cells or seconds of a passage, None if its format has none."""
    return {"counted": place.counted, **asdict(place.span)} if place.span else None


def citation_json(citation: Citation) -> Json:
    """Return a citation."""
    return {
        "n": citation.n,
        "path": citation.path,
        "page": citation.page,
        **_label(citation.place),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "supported": citation.supported,
        "span": _span(citation.place),
    }


def ask_json(answered: Answered) -> Json:
    """Return a finished answer."""
    data = asdict(answered)
    data = {"question": data.pop("question"), "kind": data.pop("kind"), **data}
    data["citations"] = [citation_json(citation) for citation in answered.citations]
    data["nearest"] = [citation_json(passage) for passage in answered.nearest]
    data["timings"] = {name: _rounded(value) for name, value in data["timings"].items()}
    return data


def summary_of_json(path: str, answered: Answered, covered: PassagesRead) -> Json:
    """Return the summary of a document, with the number of passages that were read."""
    told = ask_json(answered)
    kept = ("citations", "model", "timings", "notices")
    return {
        "path": path,
        "language": answered.language,
        "summary": answered.answer,
        "covered": {"passages": covered.done, "of": covered.total},
        **{name: told[name] for name in kept},
    }


def translation_json(path: str, answered: Answered, lines: Sequence[TranslatedLine]) -> Json:
    """Return the translation of a document, sentence by sentence with the original."""
    told = ask_json(answered)
    return {
        "path": path,
        "language": answered.answer_language,
        "sentences": [
            {"start": line.start, "end": line.end, "original": line.original, "translation": line.said, "kept": line.kept}
            for line in lines
        ],
        **{name: told[name] for name in ("model", "timings", "notices")},
    }


def _rounded(value: float | None) -> float | None:
    return round(value, 3) if isinstance(value, float) else value


def text_json(path: str, document: Document, page: int | None, hints: Sequence[str] = ()) -> Json:
    """Return the indexed text of a document, or of one page of it; `hints` come before its own warnings."""
    sections = [section for section in document.sections if page is None or section.page == page]
    pages = [
        {"page": section.page, "heading": section.heading, "text": document.text[section.start : section.end]}
        for section in sections
    ]
    return {"path": path, "pages": pages, "reader": document.reader, "warnings": [*hints, *document.warnings]}


def status_json(name: str, totals: Totals, models: dict[str, str | None]) -> Json:
    """Return the counts of a library, and the models in use."""
    return {"library": name, **asdict(totals), "coverage": round(totals.coverage, 3), "models": models}


def list_json(rows: Sequence[DocumentRow]) -> Json:
    """Return documents with their state."""
    fields = ("path", "state", "reason", "language", "pages", "chunks")
    return {"documents": [{name: getattr(row, name) for name in fields} | {"bytes": row.size} for row in rows]}


def check_json(report: CheckReport) -> Json:
    """Return the result of `check`."""
    return {
        "ok": report.ok,
        "problems": [_problem_json(problem) for problem in report.problems],
        "repaired": [_problem_json(problem) for problem in report.repaired],
    }


def _problem_json(problem: Problem) -> Json:
    return {"what": problem.what, "detail": problem.detail}
