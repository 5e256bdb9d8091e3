"""The type of a field that names the language of answers."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from ragassist.language.registry import languages


def _known(code: str) -> str:
    if code not in languages():
        raise ValueError(f"{code!r} is not a language of answers, which are {' '.join(languages())}")
    return code


def _name_choices(schema: dict[str, Any]) -> None:
    schema["enum"] = list(languages())


KnownLanguage = Annotated[str, AfterValidator(_known), Field(json_schema_extra=_name_choices)]
"""The ISO 639-1 code of a language with a language pack; its JSON schema lists all of them."""
