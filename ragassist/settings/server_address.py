"""The address of a server of chat models, as the settings name it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A host and a port."""

    host: str
    port: int

    @property
    def shown(self) -> str:
        """Host and port as a person writes them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(url: str) -> ServerAddress:
    """Return where a URL leads. Raises `ValueError` for one that isn't `http://HOST:PORT` or `https://HOST:PORT`."""
    parts = urlsplit(url)
    extra = parts.username is not None or parts.query or parts.fragment
    if extra or not (url.isprintable() and parts.scheme in _PORTS and parts.hostname):
        raise ValueError("write it as http://HOST:PORT; a key goes into RAGASSIST_CHAT_KEY")
    return ServerAddress(parts.hostname, parts.port or _PORTS[parts.scheme])


def _checked(url: str) -> str:
    address_of(url)
    return url.rstrip("/").removesuffix("/v1")


ServerUrl = Annotated[str, AfterValidator(_checked)]
"""A server's URL, without the `/v1` that other programs want at its end."""


def _key(key: SecretStr) -> SecretStr:
    said = key.get_secret_value().strip()
    if not (said.isascii() and said.isprintable()):
        raise ValueError("a key has no letters but ASCII's: copy it again")
    return SecretStr(said)


ServerKey = Annotated[SecretStr, AfterValidator(_key)]
"""The key that a server asks for, as a header can hold it."""
