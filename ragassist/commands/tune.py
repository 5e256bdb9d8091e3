"""`models tune`: how the chat model runs best on this machine."""

from dataclasses import asdict

from ragassist.commands.opening import app_of
from ragassist.commands.options import AsJson, Home
from ragassist.commands.output import say, show, show_json
from ragassist.engine.benchmark import measure
from ragassist.engine.tuning import save_tuning


def models_tune(home: Home = None, as_json: AsJson = False) -> None:
    """Measure how the chat model runs best on this machine; leave the machine alone meanwhile."""
    app = app_of(home, None)
    chosen = app.models.chat()
    title = chosen.title
    say(f"measuring {title}, some minutes")
    best = measure(chosen.path, chosen.context(app.settings.context_size), say)
    save_tuning(app.settings.home, chosen.path, best.tuning)
    facts = {"prompt_tokens_per_s": round(best.prompt_rate, 1), "answer_tokens_per_s": round(best.answer_rate, 1)}
    if as_json:
        show_json({"model": title, **asdict(best.tuning), **facts})
        return
    show(f"{title} runs best with {best.tuning.threads} threads and batches of {best.tuning.batch}; kept for this machine")
