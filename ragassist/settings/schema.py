"""The settings. Flags override the environment, which overrides the file, which overrides defaults. Unknown keys are errors."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ingest.said import said, why
from ragassist.errors import SettingsInvalid
from ragassist.settings.choices import FollowUp, Thinking
from ragassist.settings.known_language import KnownLanguage
from ragassist.settings.server_address import ServerAddress, ServerKey, ServerUrl, address_of

_PREFIX = "RAGASSIST_"


def default_home() -> Path:
    """Return the folder of data and models: `RAGASSIST_HOME`, or the platform's folder for application data."""
    return Path(os.environ.get("RAGASSIST_HOME") or platformdirs.user_data_dir("ragassist", appauthor=False))


class Settings(BaseSettings):
    """All settings. `RAGASSIST_NAME` in the environment sets `name`; the file is `settings.toml` in the home folder."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    home: Path = Field(default_factory=default_home)
    """The folder of libraries, models and this file."""
    library: str = Field("default", pattern=r"^[\w-]{1,64}$")
    """The name of the library that commands work on."""
    library_url: SecretStr | None = None
    """Where a team's library lies, as `postgresql://USER@HOST/DATABASE`; unset: on this machine. Such a server is the one
    address outside this machine that is spoken to, besides `chat_url`."""
    chat_model: str = "auto"
    """A model's name, the path of a GGUF file, or `auto`: the best one that is installed. With `chat_url` it is the model that
    the server runs, of which the vocabulary is enough."""
    chat_url: ServerUrl | None = None
    """A server that runs the chat model, as `http://HOST:PORT` (docs/chat-server.md); unset: this machine does."""
    chat_key: ServerKey | None = None
    """The key that this server asks for; best set as RAGASSIST_CHAT_KEY, since a file may be copied."""
    embedding_model: str = "multilingual-e5-small"
    """The model that turns text into vectors: a name, or the path of a sentence-transformers folder (with a slash in it).
    Changing it asks for `index --re-embed`."""
    embedding_dimensions: int | None = Field(None, ge=8, le=8192)
    """How many of a vector's dimensions are kept, for models trained for it (Matryoshka); unset: all."""
    language: KnownLanguage | None = None
    """The language of answers; unset: the question's."""
    think: Thinking = Thinking.AUTO
    """Whether the model reasons before it answers."""
    think_budget: int = Field(256, ge=0, le=8192)
    """Tokens of reasoning after which the answer is asked for."""
    think_seconds: float | None = Field(None, ge=0, le=3600)
    """Seconds of reasoning after which the answer is asked for; unset: 20 with `auto`, else the tokens alone decide."""
    context_tokens: int = Field(900, ge=100, le=16384)
    """Tokens that the passages of an answer may take; the model is shown sentences of about half of them, 30 ms a token."""
    follow_up: FollowUp = FollowUp.TERMS
    """What becomes of a question that leans on the one before: `terms` searches for both, `off` for it alone."""
    wordings: int = Field(3, ge=0, le=7)
    """In how many other languages of the library the chat model says a question that finds passages in others than its own, so
    that they are found by their own words; each takes about a second. 0: never."""
    rerank_ms: int = Field(800, ge=0, le=60_000)
    """Milliseconds in which a search may compare its first passages with the question again, token by token; 0: never. Each
    takes about 70 and only those near the best are compared, one or two where the languages are the same."""
    rerank_model: str = ""
    """The folder of a sentence-transformers cross-encoder that compares them instead; unset: the embedding model does."""
    context_size: int = Field(6144, ge=2048, le=32768)
    """Tokens that the model holds: sources, history, reasoning and answer together."""
    gpu_layers: Annotated[int, Field(ge=0, le=999)] | Literal["auto"] = "auto"
    """Layers of the chat model that a GPU holds; `auto`: where llama.cpp was built for one, as many as have room if that is
    faster than the processor, which is measured once; 0: none."""
    theme: str = Field("dark", pattern=r"^[\w-]{1,64}$")
    """The colours of the terminal UI: `dark`, `light`, `contrast`, `plain` (none, as where NO_COLOR is set), or the name of a
    file of your own, `themes/NAME.toml` in the home folder."""
    notice: str = Field("off", pattern=r"^(off|bell|desktop)$")
    """What tells that an answer of the terminal UI is there that took longer than ten seconds: `off`, the terminal's `bell`, or
    the `desktop`."""
    page_pictures: str = Field("auto", pattern=r"^(auto|blocks|kitty|iterm|sixel)$")
    """How the terminal UI shows the page of a PDF: as half `blocks`, or in pixels by the terminal's protocol, `kitty`, `iterm`
    or `sixel`; `auto` knows some terminals by their environment."""
    bidi: str = Field("auto", pattern=r"^(auto|terminal|program)$")
    """Who puts right-to-left text in the order of the eye: the terminal, or the program; `auto` knows some terminals."""
    viewer: str = ""
    """The command that opens a source's file, as `evince --page-index={page} {path}`; unset: the desktop's own."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Keys of the terminal UI by the action's name, as `copy = "f9"`; its help shows the names."""

    @property
    def is_offline(self) -> bool:
        """Whether no setting names a server to connect to."""
        return self.library_url is None and self.chat_url is None

    @property
    def chat_server(self) -> ServerAddress | None:
        """The address of the server that runs the chat model, None if this machine runs it."""
        return address_of(self.chat_url) if self.chat_url else None

    @property
    def chat_place(self) -> str:
        """Host and port of the chat server for display, "" without one."""
        return self.chat_server.shown if self.chat_server else ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources in the order of priority: flags, environment, file."""
        home = Path(init_settings().get("home") or default_home())
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file(home))


def settings_file(home: Path) -> Path:
    """Return the path of the settings file in a home folder; it needn't exist."""
    return home / "settings.toml"


def load_settings(**flags: object) -> Settings:
    """Return the settings; flags that are None are ignored. Raises `SettingsInvalid`, which names the key and its problem."""
    try:
        given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
        _refuse_unknown(name.removeprefix(_PREFIX).lower() for name in os.environ if name.startswith(_PREFIX))
        return Settings(**given)
    except ValidationError as problem:
        first = problem.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            _refuse_unknown([name])
        raise SettingsInvalid(f"setting {name}: {first['msg']}; see docs/settings.md") from None
    except (ValueError, OSError) as problem:
        reason = why(problem) if isinstance(problem, OSError) else str(problem)
        raise SettingsInvalid(
            said("settings_unreadable", "{path} can't be read: {why}; mend or remove it", path="settings.toml", why=reason)
        ) from None


def known_setting(name: str) -> str:
    """Return the name of a setting. Raises `SettingsInvalid`, with the most similar name, if there is no such setting."""
    _refuse_unknown([name])
    return name


def _refuse_unknown(names: Iterable[str]) -> None:
    for name in names:
        if name not in Settings.model_fields:
            near = get_close_matches(name, Settings.model_fields, 1)
            advice = f"did you mean {near[0]}?" if near else "'ragassist config' shows all settings"
            raise SettingsInvalid(f"setting {name}: there is none of that name; {advice}")


def origins(**flags: object) -> dict[str, str]:
    """Return the origin of the value of each setting: `flag`, `environment`, `file` or `default`.

    The flags have to be those that `load_settings` has accepted.
    """
    given = {name for name, value in flags.items() if value is not None}
    home = Path(str(flags["home"])) if flags.get("home") else default_home()
    file = set(TomlConfigSettingsSource(Settings, settings_file(home))())

    def origin(name: str) -> str:
        if name in given:
            return "flag"
        if _PREFIX + name.upper() in os.environ:
            return "environment"
        return "file" if name in file else "default"

    return {name: origin(name) for name in Settings.model_fields}
