"""Write docs/ui.svg: the UI after a real answer. Needs the models and the library that `make demo` leaves."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZE = (120, 36)
QUESTION = "Combien de litres d'eau faut-il verser dans la pompe K240 avant le premier démarrage ?"
_GLANCE_S = 0.2


async def picture() -> str:
    """Return the UI as SVG."""
    from ragassist.config import load_settings
    from tui.app import RagassistApp
    from tui.assembly_backend import AssemblyBackend

    app = RagassistApp(AssemblyBackend(load_settings(library="sample", language="fr")))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*QUESTION, "enter")
        while not app.screen.query(".-cited"):
            await pilot.pause(_GLANCE_S)
        return app.export_screenshot(title="ragassist")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    (ROOT / "docs" / "ui.svg").write_text(asyncio.run(picture()), encoding="utf-8")
