"""The first steps of somebody who has neither models nor a library yet."""

from ragassist.app import App
from ragassist.errors import ModelDamaged, ModelMissing


def first_steps(app: App) -> list[str]:
    """Return the commands that lead to a first answer, in order; [] where a model and documents are there already."""
    missing = []
    try:
        _ = app.embedding.folder
    except (ModelMissing, ModelDamaged):
        missing.append(app.settings.embedding_model)
    try:
        app.models.chat()
    except (ModelMissing, ModelDamaged):
        missing.insert(0, "lfm2-2.6b-exp" if app.settings.chat_model == "auto" else app.settings.chat_model)
    steps = [f"ragassist models pull {' '.join(missing)}"] if missing else []
    if app.settings.library_url is None and not app.library_folder.exists():
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
