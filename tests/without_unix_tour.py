"""Imports all modules of the project, opens the terminal UI, and prints the number of modules and the first screen.

Run as `python -m tests.without_unix_tour HOME`, mostly by the program that `tests/without_unix.py` writes.
"""

import asyncio
import importlib
import json
import pkgutil
import sys
from pathlib import Path

from tui.app import program

PACKAGES = ("ingest", "indexes", "ragassist", "tui")


def modules() -> list[str]:
    """Return the names of all modules of ours."""
    found = []
    for package in PACKAGES:
        folder = importlib.import_module(package).__path__
        found += [package, *(module.name for module in pkgutil.walk_packages(folder, f"{package}."))]
    return found


async def first_screen(home: Path) -> str:
    """Return the name of the screen that the UI opens with."""
    ui = program(home, "default", private=True)
    async with ui.run_test() as pilot:
        await pilot.pause()
        return type(ui.screen).__name__


if __name__ == "__main__":
    names = modules()
    for name in names:
        importlib.import_module(name)
    print(json.dumps({"modules": len(names), "screen": asyncio.run(first_screen(Path(sys.argv[1])))}))  # noqa: T201
