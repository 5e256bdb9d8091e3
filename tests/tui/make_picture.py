"""Write docs/ui.svg, docs/ui_strip.svg and docs/screens/*.svg: the UI over a scripted answer about the sample library."""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from tests.paths import ROOT

if TYPE_CHECKING:
    from tests.tui.scripted import ScriptedBackend

WIDE, USUAL, SMALL = (140, 36), (110, 28), (66, 18)
QUESTION = "Combien de litres d'eau faut-il verser dans la pompe K240 avant le premier démarrage ?"
ANSWER = "Il faut verser **3,2 litres** d'eau dans la pompe K240 avant le premier démarrage [1]."
_QUOTE = (
    "Deshalb wird das Gehäuse vor dem ersten Start durch die obere Messingschraube mit 3,2 Litern sauberem Wasser gefüllt, "
    "bis es ohne Blasen überläuft."
)
PAGE = f"""3 Inbetriebnahme

Eine trockene K240 saugt nicht an. {_QUOTE}
Danach die Schraube mit der Hand schließen.

Start

1. Den Schieber der Druckleitung schließen.
2. Den Motor einschalten.
3. Am Manometer sollen sich innerhalb einer Minute 1,9 bar einstellen."""
OTHERS = (
    ("Kreiselpumpe K240 - Betriebsanleitung. Treidelwerkstatt, Vaulnoy.", 1),
    ("Die Pumpe steht waagerecht auf einer Eichenbohle oder einem Betonsockel.", 2),
    ("Ersatzteile: Laufrad TK-4107, Gleitringdichtung TK-4112.", 5),
)
SUGGESTED = (
    "Que dit Pumpenhandbuch_K240.pdf sur « Inbetriebnahme » ?",
    "Que dit Bail_Entrepôt_7.docx sur « Loyer » ?",
    "Que dit Minutes_2025-03-18.md sur « Quay crane » ?",
)
HEADINGS = (
    ("Technische Daten", 1),
    ("Aufstellung", 2),
    ("Inbetriebnahme", 3),
    ("Störungen", 4),
    ("Wartung und Ersatzteile", 5),
)
LANGUAGES = {
    "pump": "de",
    "quotation": "zh",
    "lease": "fr",
    "keys": "de",
    "insurer": "ar",
    "safety": "es",
    "curry": "ja",
    "course": "ko",
}
_SETTLED_S = 0.6


@dataclass(frozen=True)
class Shot:
    """A picture: the keys that lead to it, its size, whether the question is asked first, and whether the answer is held."""

    keys: Sequence[str] = ()
    size: tuple[int, int] = USUAL
    asks: bool = True
    waits: bool = False


SCREENS = {
    "library": Shot(("f2", "end", "up"), WIDE),
    "summary": Shot(("f12",)),
    "conversations": Shot(("f3",)),
    "inspect": Shot(("f4",)),
    "models": Shot(("f5",)),
    "documents_offered": Shot(("@", "p")),
}
STRIP = (Shot(("down",), SMALL, asks=False), Shot((), SMALL, waits=True), Shot((), SMALL))
"""A suggested question, its sources being read, its answer."""


def backend_of(shot: Shot, sample: Path) -> "ScriptedBackend":
    """Return a backend with the sample library that gives the scripted answer."""
    from indexes.records import DocumentRow, Place
    from ragassist.events import PromptAdvanced
    from ragassist.settings.schema import load_settings
    from tests.sample.make import LIBRARY
    from tests.tui.filled import filled
    from tests.tui.scripted import cite, script, source
    from tui.backend.records import OutlineHeading, Page

    file = "Technik/Pumpenhandbuch_K240.pdf"
    found = source(1, PAGE, str(sample / file), 3, "3 Inbetriebnahme")
    others = [source(n, text, str(sample / file), page, "") for n, (text, page) in enumerate(OTHERS, 2)]
    backend = filled()
    backend.script = script(QUESTION, ANSWER, [found, *others], [cite(found, _QUOTE)], language="fr")
    if shot.waits:
        backend.script = [*backend.script[:4], PromptAdvanced(610, 1000, 9.2), Flag()]
    backend.page, backend.language = Page(PAGE, 100, Place(3)), "fr"
    backend.settings = load_settings(library="sample", bidi="terminal")
    backend.found = replace(backend.found, documents=10, passages=76)
    backend.suggested, backend.headings = SUGGESTED, [OutlineHeading(title, 0, 0, Place(page)) for title, page in HEADINGS]
    backend.stored = [
        DocumentRow(
            id=at, path=f"/home/marie/papiers/{name}", sha256=None, size=(sample / name).stat().st_size, mtime_ns=0,
            state="indexed", reason="", language=next((code for word, code in LANGUAGES.items() if word in text), "en"),
            pages=None, chunks=5 + at,
        )
        for at, (name, text) in enumerate(LIBRARY.items())
    ]  # fmt: skip
    return backend


async def picture(shot: Shot, sample: Path) -> str:
    """Return a screen as SVG."""
    from tests.tui.scripted import ask, screen_text, until
    from tui.app import RagassistApp
    from tui.widgets.exchange import Exchange
    from tui.widgets.question_box import QuestionBox

    backend = backend_of(shot, sample)
    app = RagassistApp(backend)
    async with app.run_test(size=shot.size) as pilot:
        await until(pilot, lambda: app.screen.query_one(QuestionBox).suggested)
        if shot.asks:
            await ask(pilot, QUESTION)
            await until(pilot, lambda: app.screen.query_one(Exchange).ended or (shot.waits and "61" in screen_text(app)))
        for key in shot.keys:
            await pilot.press(key)
            await pilot.pause(_SETTLED_S)
        await pilot.pause(_SETTLED_S)
        return app.export_screenshot(title="ragassist")


def strip_of(frames: Sequence[str]) -> str:
    """Return one picture with the given ones side by side."""
    sizes = [re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frame) for frame in frames]
    widths, heights = ([float(size[at]) for size in sizes if size] for at in (1, 2))
    inner = [
        re.sub(r"<svg [^>]*>", f'<svg x="{sum(widths[:at])}" width="{widths[at]}" height="{heights[at]}">', frame, count=1)
        for at, frame in enumerate(frames)
    ]
    return f'<svg viewBox="0 0 {sum(widths)} {max(heights)}" xmlns="http://www.w3.org/2000/svg">\n{"".join(inner)}</svg>\n'


def write() -> None:
    """Write all pictures."""
    from tests.sample.make import build

    docs = ROOT / "docs"
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder)
        build(sample)
        (docs / "ui.svg").write_text(asyncio.run(picture(Shot(("tab",), WIDE), sample)), encoding="utf-8")
        (docs / "ui_strip.svg").write_text(strip_of([asyncio.run(picture(shot, sample)) for shot in STRIP]), encoding="utf-8")
        for name, shot in SCREENS.items():
            (docs / "screens" / f"{name}.svg").write_text(asyncio.run(picture(shot, sample)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    write()
