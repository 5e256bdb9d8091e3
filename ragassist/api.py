"""The interface for Python programs that use the library in their own process."""

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
    """Yield a conversation with a library. At the end close the library, the chat model and the store of conversations.

    `home` is the folder of libraries and models (None: the default), `settings` override those of the settings file. Unless
    `private`, the conversation is stored; `conversation` is the id of a stored one to continue. Raises subclasses of
    `AssistantError`, each with one line that says what to do.
    """
    app = App(load_settings(home=home, library=library, **settings))
    with app.open_library_to_search() as opened:
        session = app.open_session(opened, conversation=conversation, private=private and not conversation)
        try:
            yield session
        finally:
            session.close()
            app.close()
