"""Operations on a library, their results without faults, and the checks of a library after a fault."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexes.library import Library
from ingest.errors import AssistantError
from tests.indexes.faults import Point, Stage
from tests.indexes.logical import documents, dump, found, open_library, vectors

PUMP = "# Pumpe\n\nThe canal pump Quetzalcoatlus weighs 31.4 kg with its motor.\n\n# Bolts\n\nTighten them with 48 Nm.\n"
PAPERS = {
    "pump.md": PUMP,
    "vertrag.txt": "Die Miete der Lagerhalle beträgt 790 Euro im Monat.",
    "カレー.txt": "オープンデーのカレーは火を止めてから四十分寝かせます。",
    "مضخة.txt": "يبلغ وزن المضخة واحدا وثلاثين كيلوغراما مع محركها.",
}
CHANGED = {
    "pump.md": PUMP.replace("31.4", "29.9"),
    "夏/カレー.txt": PAPERS["カレー.txt"],
    "مضخة.txt": PAPERS["مضخة.txt"],
    "agua.html": "<h1>Agua</h1><p>El canal lleva agua desde abril hasta octubre.</p>",
}
REMOVED = (b"quetzalcoatlus", b"pump.md", b"tighten", b"bolts")
"""What is in no file of the library any more when the pump's paper was removed."""
TRY_ALL = os.environ.get("RAGASSIST_ALL_POINTS") == "1"
"""Whether every point is tried: it takes a quarter of an hour."""
_OFFSET = 3
_TIME = 1_700_000_000 * 10**9


@dataclass(frozen=True, slots=True)
class Scene:
    """An operation: the library's folder and papers before it, and the library's content before and after it without faults."""

    step: str
    papers: Path
    before: Path
    old: dict[str, tuple[object, ...]]
    new: dict[str, tuple[object, ...]]
    vectors: tuple[dict[tuple[str, int], bytes], ...]
    found: tuple[dict[str, list[tuple[str, int, float]]], ...]
    outcome: dict[str, object]
    names: frozenset[str]
    points: tuple[Point, ...]

    @property
    def model(self) -> str:
        """The fingerprint of the program's model in this operation."""
        return "fake:2" if self.step == "rebuild" else "fake:1"


def lay_out(papers: Path, texts: dict[str, str]) -> None:
    """Make a folder contain exactly these files, always with the same times."""
    shutil.rmtree(papers, ignore_errors=True)
    for number, (name, text) in enumerate(texts.items()):
        path = papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(_TIME, _TIME + number + len(text)))


def _damage_rows(folder: Path) -> None:
    with sqlite3.connect(folder / "library.sqlite") as database:
        database.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
        database.execute("UPDATE vectors SET packed = zeroblob(20) WHERE key = (SELECT min(key) FROM vectors)")
    database.close()


def _damage_page(folder: Path) -> None:
    with sqlite3.connect(folder / "library.sqlite") as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'chunks_by_vector'").fetchone()
    database.close()
    with (folder / "library.sqlite").open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xa5" * 4096)


def _nothing(folder: Path) -> None:
    """Do nothing."""


_BEFORE: dict[str, tuple[tuple[str, ...], Callable[[Path], None]]] = {
    "first": ((), _nothing),
    "change": (("first",), _nothing),
    "rebuild": (("first", "change"), _nothing),
    "remove": (("first",), _nothing),
    "search": (("first",), lambda folder: (folder / "vectors.faiss").unlink()),
    "repair": (("first",), _damage_rows),
    "salvage": (("first",), _damage_page),
}
STEPS = tuple(_BEFORE)


def make_scene(stage: Stage, scratch: Path, step: str) -> Scene:
    """Run all operations up to one and this one without faults, and return the scene to compare with."""
    before, after, papers = scratch / "before", scratch / "undisturbed", scratch / "papers"
    earlier, prepare = _BEFORE[step]
    for one in (*earlier, step):
        lay_out(papers, CHANGED if one in ("change", "rebuild") else PAPERS)
        if one != step:
            assert stage.take(one, before, papers).code == 0
    if earlier:
        prepare(before)
        _copied(before, after)
    points = tuple(stage.points(step, after, papers))
    assert stage.take(step, _copied(before, after), papers).code == 0
    names = frozenset(path.name for path in after.iterdir())
    model = "fake:2" if step == "rebuild" else "fake:1"
    with _looked_at(before if step not in ("repair", "salvage") else after, model) as library:
        old, told, ranked = documents(library), vectors(library), found(library)
    with _looked_at(after, model) as library:
        return Scene(
            step, papers, before, old, documents(library), (told, vectors(library)), (ranked, found(library)), dump(library),
            names, points,
        )  # fmt: skip


def _looked_at(folder: Path, model: str) -> Library:
    """Open a copy of a library, since opening one may write."""
    return open_library(_copied(folder, folder.with_name(f"{folder.name} looked at")), model)


def chosen(points: Sequence[Point], most: int) -> Sequence[Point]:
    """Return about `most` points, evenly spread, and those around each rename; or all of them if that is requested."""
    if TRY_ALL:
        return points
    turns = {at for at, point in enumerate(points) if "rename" in (point.call, points[max(0, at - 1)].call)}
    stride = max(1, len(points) // most)
    return [point for at, point in enumerate(points) if at in turns or at % stride == _OFFSET % stride]


def restored(scene: Scene, folder: Path) -> Path:
    """Restore the library from before the operation in a folder and return its path."""
    return _copied(scene.before, folder)


def _copied(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    if folder.exists():
        shutil.copytree(folder, to)
    return to


def losses(scene: Scene, folder: Path) -> list[str]:
    """Return what is wrong with a library in which the operation was interrupted."""
    open_to_all = [f"{path.name} may be read by others" for path in _below(folder) if path.stat().st_mode & 0o077]
    return open_to_all + _harm(scene, folder)


def _below(folder: Path) -> list[Path]:
    return [folder, *folder.iterdir()] if folder.exists() else []


def _harm(scene: Scene, folder: Path) -> list[str]:
    try:
        with _looked_at(folder, scene.model) as library:
            whole = scene.step in ("repair", "salvage") or library.check(full=True, repair=False).ok
            wrong = [] if whole else [f"check: {library.check(full=True, repair=False).problems}"]
            return [*wrong, *_lost(scene, documents(library)), *([] if scene.step == "repair" else _mixed(scene, library))]
    except AssistantError as problem:
        return [] if scene.step == "salvage" else [f"does not open: {problem}"]


def _lost(scene: Scene, now: dict[str, tuple[object, ...]]) -> list[str]:
    """Return the documents that are neither as before the operation nor as after it."""
    wrong = [
        f"{path} is neither old nor new: {now.get(path)}"
        for path in {*scene.old, *scene.new, *now}
        if now.get(path) not in (scene.old.get(path), scene.new.get(path)) and not _waits(scene, path, now)
    ]
    kept = {row[0] for row in scene.old.values()} & {row[0] for row in scene.new.values()}
    return wrong + [f"{sha256} is gone" for sha256 in kept - {row[0] for row in now.values()}]


def _waits(scene: Scene, path: str, now: dict[str, tuple[object, ...]]) -> bool:
    return path not in scene.old and path in now and now[path][3] == "waiting"


def _mixed(scene: Scene, library: Library) -> list[str]:
    """Return the chunks with a vector neither from before nor from after; during a rebuild the hits are from one of the two."""
    wrong = [
        f"a vector at {at} is neither old nor new"
        for at, packed in vectors(library).items()
        if packed not in (scene.vectors[0].get(at), scene.vectors[1].get(at))
    ]
    if scene.step == "rebuild" and found(library) not in scene.found:
        wrong.append("what is found is a mixture of two models")
    return wrong


def differences(scene: Scene, folder: Path) -> list[str]:
    """Return the differences between a library and one without faults."""
    names = {
        path.name for path in folder.iterdir() if ".damaged-1-" not in path.name
    }  # a damaged database that is kept may have side files
    wrong = [f"{name} is left over or missing" for name in names ^ scene.names]
    if scene.step == "remove":
        everything = b"".join(path.read_bytes() for path in folder.iterdir()).lower()
        wrong += [f"{word!r} is still there" for word in REMOVED if word in everything]
    with _looked_at(folder, scene.model) as library:
        report = library.check(full=True, repair=False)
        wrong += [] if report.ok else [f"check: {report.problems}"]
        now = dump(library)
    differing = {name: value for name, value in scene.outcome.items() if now[name] != value}
    return wrong + [f"{name}: {now[name]!r} instead of {value!r}"[:600] for name, value in differing.items()]
