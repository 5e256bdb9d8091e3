"""The program for other programs, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.settings.schema import load_settings


@contextmanager
def open_session(
    home: Path | str | None = None,
    library: str = "default",
    *,
    conversation: str | None = None,
    private: bool = True,
    **settings: object,
) -> Iterator[Session]:
    """Give a conversation with a library, and close what it opened in the end: library, chat model, file of conversations.

    `home` is the folder of libraries and models (the usual one if it isn't given), `settings` are those of the settings file.
    Unless `private`, the conversation is kept, and `conversation` is the id of one to go on with. Raises `AssistantError`, each
    with one line that says what to do.
    """
    app = App(load_settings(home=home, library=library, **settings))
    with app.open_library_to_search() as opened:
        session = app.open_session(opened, conversation=conversation, private=private and not conversation)
        try:
            yield session
        finally:
            session.close()
            app.close()
