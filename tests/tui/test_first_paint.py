"""The first screen doesn't wait for the engines."""

import subprocess
import sys

HEAVY = (
    "torch", "sentence_transformers", "faiss", "llama_cpp", "lingua", "numpy", "sqlite3", "onnxruntime", "watchfiles",
    "huggingface_hub", "lxml", "pypdf", "tokenizers", "ragassist.app", "indexes.library", "indexes.indexing.indexer",
)  # fmt: skip
PAINTED = f"""
import asyncio, sys
from threading import Event
from ragassist.settings.schema import load_settings
from tui.app import RagassistApp
from tui.backend.program import AppBackend

gate = Event()

class Waiting(AppBackend):
    @property
    def library(self):
        gate.wait()
        return super().library

async def paint():
    app = RagassistApp(Waiting(load_settings()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        shown = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        print([name for name in {HEAVY} if name in sys.modules], "Ask your documents" in shown)
        gate.set()

asyncio.run(paint())
"""


def test_the_first_screen_is_painted_before_any_engine_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"
