"""The first things that a person sees: help in groups, versions for a bug report, and what to do where nothing is set up."""

from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

    from ragassist.assemble import Assembly

GROUPS = {
    "Ask": ("chat", "ask", "search", "sessions"),
    "Your documents": ("index", "list", "text", "status", "remove", "check"),
    "Set up": ("models", "config", "doctor"),
    "For other programs": ("mcp", "serve"),
    "Measure": ("eval",),
}
EXAMPLES = """\b
Examples:
  ragassist models pull lfm2-2.6b-exp multilingual-e5-small
  ragassist index ~/Documents/papers
  ragassist ask "What is the notice period of the lease?"
"""
_REPORTED = (
    "faiss-cpu", "huggingface_hub", "langdetect", "lingua-language-detector", "llama-cpp-python", "numpy", "onnxruntime",
    "pydantic", "pypdf", "pypdfium2", "sentence-transformers", "textual", "tokenizers", "torch", "transformers", "typer",
)  # fmt: skip


class Grouped(TyperGroup):
    """Shows its commands in groups; one that is in no group comes last."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write a section for each group."""
        names = self.list_commands(ctx)
        grouped = {name for group in GROUPS.values() for name in group}
        sections = {**GROUPS, "More": tuple(name for name in names if name not in grouped)}
        widest = max(map(len, names))
        for title, own in sections.items():
            found = [(name, command) for name in own if name in names and (command := self.get_command(ctx, name))]
            if rows := [(f"{name:<{widest}}", c.get_short_help_str(formatter.width - widest - 6)) for name, c in found]:
                with formatter.section(title):
                    formatter.write_dl(rows)


def versions() -> dict[str, object]:
    """Return the versions that a bug report needs, by name; None for a package that isn't installed."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str) -> str | None:
        try:
            return version(name)
        except PackageNotFoundError:
            return None

    return {
        "ragassist": of("ragassist"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "packages": {name: of(name) for name in _REPORTED},
    }


def first_steps(assembly: "Assembly") -> list[str]:
    """Return the commands that lead to a first answer, in order; [] where a model and documents are there already."""
    from ragassist.errors import ModelDamaged, ModelMissing

    missing = []
    try:
        _ = assembly.embedding_folder
    except (ModelMissing, ModelDamaged):
        missing.append(assembly.settings.embedding_model)
    try:
        assembly.chat_entry()
    except (ModelMissing, ModelDamaged):
        missing.insert(0, "lfm2-2.6b-exp" if assembly.settings.chat_model == "auto" else assembly.settings.chat_model)
    steps = [f"ragassist models pull {' '.join(missing)}"] if missing else []
    if assembly.settings.library_url is None and not assembly.library_folder.exists():
        steps += ["ragassist index FOLDER", 'ragassist ask "YOUR QUESTION"']
    return steps


def welcome(steps: list[str]) -> str:
    """Return the text for a person who has nothing set up yet."""
    numbered = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return (
        "Nothing is set up yet. These commands lead to a first answer:\n"
        f"{numbered}\n"
        "The first fetches models of about 2 GB, once, and is the only one that goes online. FOLDER is any folder of your\n"
        "documents. 'ragassist doctor' says what this machine has, 'ragassist --help' shows the rest."
    )
