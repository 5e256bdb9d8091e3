"""Measures how well fields are read from documents: 30 leases, invoices and job postings in eight languages, five fields each.

Usage: python -m bench.extract [--fields own|en] [--only en,ja] [--home DIR] [--details]

The papers are in bench/extraction_papers/papers.txt, in which `[[field|value]]` marks what has to be found. A field without a
mark isn't in the paper, and its cell has to stay empty. `--fields en` asks for all fields by their English names. A cell is
right if it says the value, with some text around it or shortened. Cells that should be empty are counted separately.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Grid

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.app import App
from ragassist.extraction.records import Cell, Row
from ragassist.grounding.normal_form import normal_form
from ragassist.settings.schema import load_settings

_PAPERS = Path(__file__).parent / "extraction_papers" / "papers.txt"
_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_ENGLISH = {
    "lease": ("landlord", "tenant", "monthly rent", "deposit", "notice period"),
    "invoice": ("seller", "invoice number", "tax rate", "total", "due date"),
    "job": ("employer", "job title", "weekly hours", "salary", "deadline"),
}
_OWN = {
    "en": _ENGLISH,
    "de": {
        "lease": ("Vermieter", "Mieter", "Monatsmiete", "Kaution", "Kündigungsfrist"),
        "invoice": ("Verkäufer", "Rechnungsnummer", "Steuersatz", "Gesamtbetrag", "Fälligkeit"),
        "job": ("Arbeitgeber", "Stelle", "Wochenstunden", "Gehalt", "Bewerbungsschluss"),
    },
    "fr": {
        "lease": ("bailleur", "locataire", "loyer mensuel", "dépôt de garantie", "préavis"),
        "invoice": ("vendeur", "numéro de facture", "taux de TVA", "montant total", "échéance"),
        "job": ("employeur", "poste", "heures par semaine", "salaire", "date limite"),
    },
    "es": {
        "lease": ("arrendador", "arrendatario", "renta mensual", "fianza", "preaviso"),
        "invoice": ("vendedor", "número de factura", "tipo de IVA", "importe total", "vencimiento"),
        "job": ("empresa", "puesto", "horas semanales", "salario", "plazo"),
    },
    "ar": {
        "lease": ("المؤجر", "المستأجر", "الإيجار الشهري", "التأمين", "مدة الإشعار"),
        "invoice": ("البائع", "رقم الفاتورة", "نسبة الضريبة", "المبلغ الإجمالي", "تاريخ الاستحقاق"),
        "job": ("جهة العمل", "الوظيفة", "ساعات العمل الأسبوعية", "الراتب", "آخر موعد"),
    },
    "zh": {
        "lease": ("出租人", "承租人", "月租金", "押金", "通知期限"),
        "invoice": ("销售方", "发票号码", "税率", "总金额", "付款期限"),
        "job": ("单位", "职位", "每周工时", "工资", "截止日期"),
    },
    "ja": {
        "lease": ("貸主", "借主", "家賃", "敷金", "解約予告期間"),
        "invoice": ("請求元", "請求書番号", "税率", "請求金額", "支払期限"),
        "job": ("勤務先", "職種", "週の勤務時間", "給与", "応募締切"),
    },
    "ko": {
        "lease": ("임대인", "임차인", "월세", "보증금", "해지 통보 기간"),
        "invoice": ("공급자", "청구서 번호", "세율", "총금액", "납부 기한"),
        "job": ("회사", "직무", "주당 근무 시간", "급여", "마감일"),
    },
}
_SAME_SHARE = 0.5
"""Share of a value's characters that a cell must have if it says only a part of the value."""
_MOST_AROUND = 24
"""Number of other characters that a cell may have around the value."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its language and kind, the name of its file, its text, and the value of each field, "" if it has none."""

    language: str
    kind: str
    name: str
    text: str
    values: tuple[str, ...]


def papers() -> Iterator[Paper]:
    """Yield the papers of the file in their order."""
    for part in _PAPERS.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, body = part.partition("\n")
        language, kind, name = head.split()
        marked = dict(_MARK.findall(body))
        unknown = set(marked) - set(_OWN[language][kind])
        if unknown:
            raise ValueError(f"{head}: {unknown}")
        values = tuple(marked.get(field, "") for field in _OWN[language][kind])
        yield Paper(language, kind, f"{language}_{name}.md", _MARK.sub(r"\2", body), values)


def verdict(cell: Cell | None, wanted: str, language: str) -> str:
    """Return "right", "wrong", "missed", "guessed" (should be empty) or "rightly empty"."""
    if cell is None:
        return "missed" if wanted else "rightly empty"
    if not wanted:
        return "guessed"
    own = normal_form(wanted, language).partition("/")[0]
    if own and own == cell.normal.partition("/")[0]:
        return "right"
    said, sought = _folded(cell.value), _folded(wanted)
    if sought in said and len(said) <= len(sought) + _MOST_AROUND:
        return "right"
    return "right" if said in sought and len(said) >= _SAME_SHARE * len(sought) else "wrong"


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def rows(app: App, library: Library, language: str, kind: str, fields: tuple[str, ...]) -> dict[str, Row]:
    """Return the extracted rows of the papers of a kind in a language, by the names of their files."""
    session = app.open_session(library, private=True)
    wanted = [row for row in library.documents() if row.path.endswith(tuple(p.name for p in papers() if p.kind == kind))]
    own = [row for row in wanted if Path(row.path).name.startswith(language)]
    told = session.extract(own, fields, AskOptions(language=language))
    return {Path(progress.at.path).name: progress.at for progress in told if isinstance(progress.at, Row)}


def main() -> None:
    """Print the cells by language: right, wrong, missed, guessed, rightly empty, and how many values a source confirms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fields", choices=("own", "en"), default="own")
    parser.add_argument("--only", default="")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    languages = options.only.split(",") if options.only else list(_OWN)
    counts: dict[str, Counter[str]] = {language: Counter() for language in languages}
    app = App(load_settings(home=options.home))
    with tempfile.TemporaryDirectory() as place, Library(Path(place) / "library", app.embedder, app.language_map) as library:
        folder = Path(place) / "papers"
        folder.mkdir()
        for paper in papers():
            (folder / paper.name).write_text(paper.text, encoding="utf-8")
        with Worker() as worker:
            Indexer(library, worker).update([folder])
        for language in languages:
            for kind, english in _ENGLISH.items():
                fields = english if options.fields == "en" else _OWN[language][kind]
                found = rows(app, library, language, kind, fields)
                for paper in papers():
                    if paper.name in found and (paper.language, paper.kind) == (language, kind):
                        _count(counts[language], paper, found[paper.name], fields, details=options.details)
    app.close()
    _show(counts)


def _count(count: Counter[str], paper: Paper, row: Row, fields: tuple[str, ...], *, details: bool) -> None:
    for field, wanted, cell in zip(fields, paper.values, row.cells, strict=True):
        told = verdict(cell, wanted, paper.language)
        count[told] += 1
        if cell:
            count["confirmed " + ("right" if told == "right" else "wrong")] += cell.supported
        if details:
            said = f"{cell.value!r} {cell.normal!r} {cell.supported}" if cell else "-"
            print(f"{paper.name:22} {field:20} {told:13} {wanted!r:28} {said}", flush=True)


def _show(counts: dict[str, Counter[str]]) -> None:
    columns = ("right", "wrong", "missed", "guessed", "rightly empty", "confirmed right", "confirmed wrong")
    grid = Grid("language", *columns)
    for language, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        grid.add_row(language, *(str(count[column]) for column in columns))
    Console().print(grid)


if __name__ == "__main__":
    main()
