"""Write docs/ui.svg and docs/screens/*.svg: the UI's screens over a scripted answer to a question about the sample library."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace

from tests.paths import ROOT

WIDE, USUAL = (140, 36), (110, 28)
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
SCREENS: dict[str, Sequence[str]] = {
    "library": ("f2",),
    "conversations": ("f3",),
    "inspect": ("f4",),
    "models": ("f5",),
    "documents_offered": ("@", "p"),
}
_SETTLED_S = 0.5


async def picture(keys: Sequence[str], size: tuple[int, int]) -> str:
    """Return a screen as SVG, after the answer and some keys."""
    from ragassist.settings.schema import load_settings
    from tests.tui.filled import filled
    from tests.tui.scripted import ask, cite, script, source, until
    from tui.app import RagassistApp
    from tui.backend.protocol import Page
    from tui.widgets.exchange import Exchange

    file = "Pumpenhandbuch_K240.pdf"
    found = source(1, PAGE, f"sample/{file}", 3, "3 Inbetriebnahme")
    others = [source(n, text, f"sample/{file}", page, "") for n, (text, page) in enumerate(OTHERS, 2)]
    backend = filled()
    backend.script = script(QUESTION, ANSWER, [found, *others], [cite(found, _QUOTE)], language="fr")
    backend.page = Page(PAGE, 100)
    backend.language = "fr"
    backend.settings = load_settings(library="sample", bidi="terminal")
    backend.found = replace(backend.found, documents=10, passages=72)
    app = RagassistApp(backend)
    async with app.run_test(size=size) as pilot:
        await ask(pilot, QUESTION)
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(_SETTLED_S)
        return app.export_screenshot(title="ragassist")


def write() -> None:
    """Write all pictures."""
    docs = ROOT / "docs"
    (docs / "screens").mkdir(exist_ok=True)
    (docs / "ui.svg").write_text(asyncio.run(picture(("tab",), WIDE)), encoding="utf-8")
    for name, keys in SCREENS.items():
        (docs / "screens" / f"{name}.svg").write_text(asyncio.run(picture(keys, USUAL)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    write()
