"""Compares deep questions with one search, on 40 questions in eight languages that need two documents of the sample library.

Usage: python -m bench.two_hop [--only en,ja] [--home DIR] [--details]

One document names a person or thing, another one says what is asked about it; neither says both. `found` is whether the sources
of the answer hold the fact, `fact` whether the answer does, and `cited` whether a supporting quote does.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.sample_answers import folded, sample_module
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import DEEP_SECONDS, AskOptions
from ragassist.app import App
from ragassist.events import Answered, Retrieved, ToolUsed
from ragassist.requests.kinds import RequestKind
from ragassist.settings.schema import load_settings

_SEED = 7


@dataclass(frozen=True, slots=True)
class Hop:
    """A question in eight languages, and the strings of which an answer has to contain one."""

    questions: dict[str, str]
    facts: tuple[str, ...]


_TUESDAY = ("tuesday", "dienstag", "mardi", "martes", "الثلاثاء", "周二", "星期二", "火曜", "화요일")
_WEDNESDAY = ("wednesday", "mittwoch", "mercredi", "miércoles", "الأربعاء", "周三", "星期三", "水曜", "수요일")
_THURSDAY = ("thursday", "donnerstag", "jeudi", "jueves", "الخميس", "周四", "星期四", "木曜", "목요일")
_HOPS = (
    Hop(
        {
            "en": "On which day does the equipment steward lock up the building?",
            "de": "An welchem Tag hat der Gerätewart Schließdienst?",
            "fr": "Quel jour le responsable des machines ferme-t-il le bâtiment ?",
            "es": "¿Qué día cierra el edificio el encargado de las máquinas?",
            "ar": "في أي يوم يغلق المبنى المسؤول عن حجز الآلات؟",
            "zh": "设备管理员在星期几负责锁门?",
            "ja": "機械の管理担当者が戸締まりをするのは何曜日ですか。",
            "ko": "장비 관리자가 문을 잠그는 날은 무슨 요일입니까?",
        },
        _WEDNESDAY,
    ),
    Hop(
        {
            "en": "On which day does the person who found the used bandsaw lock up?",
            "de": "An welchem Tag hat die Person Schließdienst, die die gebrauchte Bandsäge gefunden hat?",
            "fr": "Quel jour la personne qui a trouvé la scie à ruban d'occasion est-elle chargée de fermer ?",
            "es": "¿Qué día le toca cerrar a la persona que encontró la sierra de cinta usada?",
            "ar": "في أي يوم يتولى الإغلاق الشخص الذي وجد المنشار الشريطي المستعمل؟",
            "zh": "找到二手带锯的人星期几负责锁门?",
            "ja": "中古の帯のこを見つけた人が戸締まりをするのは何曜日ですか。",
            "ko": "중고 띠톱을 찾은 사람이 문을 잠그는 날은 무슨 요일입니까?",
        },
        _TUESDAY,
    ),
    Hop(
        {
            "en": "On which day does the guide of the open day's pump test rig tours lock up?",
            "de": "An welchem Tag hat die Person Schließdienst, die am offenen Tag durch den Pumpenprüfstand führt?",
            "fr": "Quel jour ferme la personne qui guide les visites du banc d'essai des pompes à la journée portes ouvertes ?",
            "es": "¿Qué día cierra la persona que guía las visitas al banco de pruebas de bombas en la jornada abierta?",
            "ar": "في أي يوم يتولى الإغلاق من يقود جولات منصة اختبار المضخات في اليوم المفتوح؟",
            "zh": "开放日带人参观水泵试验台的人星期几负责锁门?",
            "ja": "オープンデーでポンプ試験台を案内する人が戸締まりをするのは何曜日ですか。",
            "ko": "공개의 날에 펌프 시험대를 안내하는 사람이 문을 잠그는 날은 무슨 요일입니까?",
        },
        _THURSDAY,
    ),
    Hop(
        {
            "en": "How many square metres has the room in which the main water tap is?",
            "de": "Wie viele Quadratmeter hat der Raum, in dem der Hauptwasserhahn ist?",
            "fr": "Quelle est la surface du local où se trouve le robinet d'eau principal ?",
            "es": "¿Cuántos metros cuadrados tiene el local donde está la llave principal del agua?",
            "ar": "كم مترًا مربعًا مساحة الغرفة التي يوجد فيها صنبور الماء الرئيسي؟",
            "zh": "总水阀所在的房间有多少平方米?",
            "ja": "水道の元栓がある部屋は何平方メートルですか。",
            "ko": "주 수도 밸브가 있는 방은 몇 제곱미터입니까?",
        },
        ("38",),
    ),
    Hop(
        {
            "en": "How many square metres has the room where the machine for 7.20 euros an hour stands?",
            "de": "Wie viele Quadratmeter hat der Raum, in dem die Maschine für 7,20 Euro je Stunde steht?",
            "fr": "Quelle est la surface du local où se trouve la machine à 7,20 euros de l'heure ?",
            "es": "¿Cuántos metros cuadrados tiene el local de la máquina que cuesta 7,20 euros por hora?",
            "ar": "كم مساحة القاعة التي فيها الآلة التي أجرتها ٧٫٢٠ يورو في الساعة؟",
            "zh": "每小时7.20欧元的机器所在的房间有多少平方米?",
            "ja": "1時間7.20ユーロの機械がある部屋は何平方メートルですか。",
            "ko": "한 시간에 7.20유로인 기계가 있는 방은 몇 제곱미터입니까?",
        },
        ("184",),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The result of a question that is asked in one of the two ways."""

    found: bool
    fact: bool
    cited: bool
    abstained: bool
    calls: tuple[str, ...]
    answer: str
    seconds: float


def asked(app: App, library: Library, question: str, language: str, facts: tuple[str, ...], *, deep: bool) -> Asked:
    """Return the result of a question in a conversation of its own."""
    options = AskOptions(language=language, seed=_SEED, kind=RequestKind.LOOKUP, deep_seconds=DEEP_SECONDS if deep else None)
    found, calls = False, []
    for event in app.open_session(library, private=True).ask(question, options):
        match event:
            case Retrieved(_, evidence):
                found = any(_holds(f"{source.header} {source.text}", facts) for source in evidence.sources)
            case ToolUsed(call, _):
                calls.append(call)
            case Answered() as answered:
                cited = any(citation.supported and _holds(citation.quote, facts) for citation in answered.citations)
                fact = not answered.abstained and _holds(answered.answer, facts)
                return Asked(
                    found=found, fact=fact, cited=cited, abstained=answered.abstained, calls=tuple(calls),
                    answer=answered.answer, seconds=answered.timings.total_s,
                )  # fmt: skip
    raise AssertionError("an answer ends with Answered")


def _holds(text: str, facts: tuple[str, ...]) -> bool:
    return any(folded(fact) in folded(text) for fact in facts)


def main() -> None:
    """Ask all questions in both ways and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--details", action="store_true")
    arguments = parser.parse_args()
    languages = arguments.only.split(",") if arguments.only else list(_HOPS[0].questions)
    app = App(load_settings(home=arguments.home))
    counts: dict[tuple[str, bool], Counter[str]] = {}
    with tempfile.TemporaryDirectory() as place, Library(Path(place) / "library", app.embedder, app.language_map) as library:
        sample_module().build(Path(place) / "papers")
        with Worker() as worker:
            Indexer(library, worker).update([Path(place) / "papers"])
        for language in languages:
            for deep in (False, True):
                counts[language, deep] = Counter()
                for hop in _HOPS:
                    told = asked(app, library, hop.questions[language], language, hop.facts, deep=deep)
                    counts[language, deep].update(_counted(told))
                    if arguments.details:
                        print(language, "deep" if deep else "once", told, flush=True)
    app.close()
    _show(counts)


def _counted(told: Asked) -> Iterator[str]:
    yield from (name for name in ("found", "fact", "cited", "abstained") if getattr(told, name))
    yield "asked"


def _show(counts: dict[tuple[str, bool], Counter[str]]) -> None:
    columns = ("asked", "found", "fact", "cited", "abstained")
    grid = Table("language", "way", *columns)
    for deep in (False, True):
        own = {language: count for (language, way), count in counts.items() if way is deep}
        for language, count in (*own.items(), ("all", sum(own.values(), Counter()))):
            grid.add_row(language, "deep" if deep else "one search", *(str(count[column]) for column in columns))
    Console().print(grid)


if __name__ == "__main__":
    main()
