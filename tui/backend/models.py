"""What the models screen asks of the model store."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.backend.protocol import Model

if TYPE_CHECKING:
    from ragassist.app import App
    from ragassist.models.store import ModelStore

Advance = Callable[[str, int, int], object]
USUAL_CHAT_MODEL = "lfm2-2.6b-exp"


class ScreenPullListener:
    """Tells a function how a pull goes on; licences were accepted on screen before it began."""

    def __init__(self, advance: Advance) -> None:
        self._advance = advance

    def say(self, line: str) -> None:
        """Pass a line on."""
        self._advance(line, 0, 0)

    @contextmanager
    def track(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Pass on how many bytes were done."""
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self._advance(label, done, total)

        advance(0)
        yield advance

    def agree(self, question: str) -> bool | None:
        """Say yes: the screen that starts a pull shows the licence and asks."""
        del question
        return True


def models(model_store: "ModelStore") -> Sequence[Model]:
    """Return every known model, the installed ones first."""
    rows = []
    for entry in model_store.registry().values():
        found = model_store.find(entry)
        size = found.size if found else entry.size
        rows.append(Model(entry.name, entry.title, str(entry.role), bool(found), size, entry.licence, entry.licence_note))
    return sorted(rows, key=lambda row: not row.installed)


def verify(model_store: "ModelStore", name: str, advance: Callable[[int], None]) -> None:
    """Hash an installed model; raises `ModelDamaged`, or `ModelMissing` where it isn't there."""
    from ragassist.errors import ModelMissing

    found = model_store.find(model_store.entry(name))
    if found is None:
        raise ModelMissing(f"{name} is not installed: run 'ragassist models pull {name}'")
    model_store.check(found, full=True, progress=advance)


def pull(app: "App", advance: Advance) -> None:
    """Fetch the embedding model of the settings and the usual chat model, and close the way out for good behind them."""
    from ragassist.airgap import GUARD
    from ragassist.models.pull import pull as fetch

    listener = ScreenPullListener(advance)
    GUARD.open()
    try:
        for name in (app.settings.embedding_model, USUAL_CHAT_MODEL):
            fetch(app.model_store.entry(name), app.model_store, None, listener)
    finally:
        GUARD.close()
    if app.settings.library_url is None:
        GUARD.seal()
