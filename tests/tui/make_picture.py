"""Write docs/ui.svg: a French question about the sample library's German pump manual, answered."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZE = (120, 36)
QUESTION = "Quelle pression le manomètre doit-il afficher après la mise en marche de la pompe K240 ?"
ANSWER = (
    "Le manomètre doit afficher **1,9 bar**, et le courant absorbé reste inférieur à 8,6 A [1]. "
    "Avant le premier démarrage, remplissez le corps de pompe avec 3,2 litres d'eau propre [2]."
)
REASONING = "La question est en français, les sources en allemand. Le manuel donne la pression au point 5 de la mise en marche."
PRESSURE = "5. Am Manometer sollen sich 1,9 bar einstellen, die Stromaufnahme bleibt unter 8,6 A."
FILLING = (
    "Deshalb wird das Gehäuse vor dem ersten Start durch die obere Messingschraube mit 3,2 Litern sauberem Wasser gefüllt, "
    "bis es ohne Blasen überläuft."
)


async def picture() -> str:
    """Return the UI as SVG."""
    from tests.tui.scripted import ScriptedBackend, ask, cite, script, source, until
    from tui.app import RagassistApp

    text = (ROOT / "tests/sample/sources/pump_manual.de.txt").read_text(encoding="utf-8")
    start = text[text.index("1. Die Welle") : text.index("# Nach dem Start")].strip()
    filling = text[text.index("Eine trockene") : text.index("# Start")].strip()
    data = text[text.index("- Größter Förderstrom") : text.index("- Laufrad")].strip()
    sources = [
        source(1, start, page=3, heading="3 Inbetriebnahme › Start"),
        source(2, filling, page=3, heading="3 Inbetriebnahme"),
        source(3, data, page=1, heading="1 Technische Daten"),
    ]
    citations = [cite(sources[0], PRESSURE), cite(sources[1], FILLING)]
    events = script(QUESTION, ANSWER, sources, citations, language="fr", reasoning=REASONING)
    app = RagassistApp(ScriptedBackend(events, language="fr"))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, QUESTION)
        await until(pilot, lambda: app.screen.query(".-cited"))
        return app.export_screenshot(title="ragassist")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    (ROOT / "docs" / "ui.svg").write_text(asyncio.run(picture()), encoding="utf-8")
