"""Converts stored conversations to Markdown and JSON, with the sources of each answer."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from indexes.conversations.records import Citation, Exchange, Summary
from ragassist.formats.json_contract import citation_json
from ragassist.grounding.citation_marks import with_doubts
from ragassist.language.phrases import phrase
from ragassist.language.places import source_label
from ragassist.untrusted import for_terminal, one_line

_LONGEST_QUOTE = 300


def as_markdown(summary: Summary, exchanges: Sequence[Exchange]) -> str:
    """Return a conversation as Markdown: questions as headings, answers, and numbered sources with quotes on one line."""
    lines = [f"# {_plain(summary.title)}", "", f"{_when(summary.started)} · {summary.library}", ""]
    for exchange in exchanges:
        lines += [f"## {_plain(exchange.question)}", "", for_terminal(_answer(exchange)).strip(), ""]
        if exchange.citations:
            lines += [f"{phrase('sources', exchange.language)}:", ""]
            lines += [_source(citation, exchange.language) for citation in exchange.citations]
            lines += [""]
    return "\n".join(lines)


def _answer(exchange: Exchange) -> str:
    return with_doubts(exchange.answer, exchange.citations, exchange.marks)


def _source(citation: Citation, language: str) -> str:
    where = _plain(source_label(PurePath(citation.path).name, citation.place, language))
    doubt = "" if citation.supported else f" ({phrase('unsupported', language)})"
    return f"- \\[{citation.n}\\] {where}{doubt}: “{_plain(citation.quote)[:_LONGEST_QUOTE]}”"


def _plain(text: str) -> str:
    """Return a text on one line with all Markdown and HTML syntax escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#!|" else char for char in one_line(text))


def as_json(summary: Summary, exchanges: Sequence[Exchange]) -> dict[str, Any]:
    """Return a conversation as JSON: the fields of `summary_json`, and its exchanges with the fields of `ask --json`."""
    return summary_json(summary) | {"exchanges": [_exchange(exchange) for exchange in exchanges]}


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return the fields of a conversation for `sessions list`; times are ISO 8601 in UTC."""
    return asdict(summary) | {"started": _iso(summary.started), "changed": _iso(summary.changed)}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    data = asdict(exchange)
    for internal in ("said", "answer_ids"):
        del data[internal]
    data["citations"] = [citation_json(citation) for citation in exchange.citations]
    data["nearest"] = [citation_json(citation) for citation in exchange.nearest]
    return data | {"at": _iso(exchange.at)}


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _when(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"
