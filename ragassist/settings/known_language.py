"""The type of a setting or a request's field that names the language of answers."""

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
"""The ISO 639-1 code of a language that there is a pack for; its JSON schema lists them."""
