"""Licences that a person has to accept before a model is fetched; the answer is stored beside the models."""

import json
from datetime import UTC, datetime
from pathlib import Path

from indexes.files.atomic import write_atomically
from ragassist.errors import LicenceNotAccepted
from ragassist.models.entries import ModelEntry
from ragassist.models.progress import Listener
from ragassist.models.store import ModelStore

FILE = "licences.json"


class Licences:
    """The record of accepted licences, by name."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def accepted(self) -> dict[str, dict[str, str]]:
        """Return when and how each licence was accepted. A damaged record counts as empty, and the person is asked again."""
        try:
            data: dict[str, dict[str, str]] = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def needs(self, entry: ModelEntry) -> bool:
        """Return whether the licence of a model still has to be accepted."""
        return entry.asks and entry.licence not in self.accepted()

    def accept(self, entry: ModelEntry, how: str) -> None:
        """Record that a licence is accepted now, with `how` in words."""
        record = {"accepted": datetime.now(UTC).isoformat(timespec="seconds"), "how": how, "for": entry.name}
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(self._path, json.dumps(self.accepted() | {entry.licence: record}, indent=1).encode())


def terms(entry: ModelEntry) -> str:
    """Return one line about the licence and the place of its text."""
    where = f"; its text is the file LICENSE of {entry.hub.repository} on the model hub" if entry.hub else ""
    return f"{entry.title} comes under the {entry.licence}: {entry.licence_note}{where}"


def require_licence(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> None:
    """Show the terms of a model if they have to be accepted, and record a yes. Raises `LicenceNotAccepted` otherwise."""
    licences = Licences(model_store.folder)
    if not licences.needs(entry):
        return
    listener.say(terms(entry))
    answer = listener.agree(f"Accept the {entry.licence}?")
    if answer:
        licences.accept(entry, "asked")
        return
    how = "it was not accepted" if answer is False else "nobody can be asked here: add --accept-licence"
    raise LicenceNotAccepted(f"{entry.title} needs its licence accepted first; {how}")
