"""Write docs/ui.svg: the UI after a real answer. Needs the models and the library that `make demo` leaves."""

import asyncio
import sys
from time import monotonic

from tests.paths import ROOT

SIZE = (120, 36)
QUESTION = "Combien de litres d'eau faut-il verser dans la pompe K240 avant le premier démarrage ?"
_GLANCE_S = 0.2
_PATIENCE_S = 300.0
"""The chat model reads its sources on a slow machine within half of it."""


async def picture() -> str:
    """Return the UI as SVG."""
    from ragassist.settings.schema import load_settings
    from tui.app import RagassistApp
    from tui.backend.program import AppBackend
    from tui.widgets.exchange import Exchange

    app = RagassistApp(AppBackend(load_settings(library="sample", language="fr")))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*QUESTION, "enter")
        deadline = monotonic() + _PATIENCE_S
        while not app.screen.query(".-cited"):
            exchange = next(iter(app.screen.query(Exchange)), None)
            told = "" if exchange is None else exchange.answer
            uncited = exchange is not None and exchange.ended and not any(passage.quotes for passage in exchange.passages)
            if uncited or monotonic() > deadline:
                sys.exit(f"no answer that cites a source, only {told!r}: is 'make demo' done? Run it again")
            await pilot.pause(_GLANCE_S)
        return app.export_screenshot(title="ragassist")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    (ROOT / "docs" / "ui.svg").write_text(asyncio.run(picture()), encoding="utf-8")
