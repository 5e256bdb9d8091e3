"""The types of the settings for the address and the key of a chat server."""

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
        """Host and port for display."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(url: str) -> ServerAddress:
    """Return host and port of a URL. Raises `ValueError` unless it is `http://HOST:PORT` or `https://HOST:PORT`."""
    parts = urlsplit(url)
    extra = parts.username is not None or parts.query or parts.fragment
    if extra or not (url.isprintable() and parts.scheme in _PORTS and parts.hostname):
        raise ValueError("write it as http://HOST:PORT; a key goes into RAGASSIST_CHAT_KEY")
    return ServerAddress(parts.hostname, parts.port or _PORTS[parts.scheme])


def _checked(url: str) -> str:
    address_of(url)
    return url.rstrip("/").removesuffix("/v1")


ServerUrl = Annotated[str, AfterValidator(_checked)]
"""The URL of a server, without the `/v1` at its end that other programs need."""


def _key(key: SecretStr) -> SecretStr:
    said = key.get_secret_value().strip()
    if not (said.isascii() and said.isprintable()):
        raise ValueError("a key has no letters but ASCII's: copy it again")
    return SecretStr(said)


ServerKey = Annotated[SecretStr, AfterValidator(_key)]
"""The key of a server, which has to fit into an HTTP header."""
