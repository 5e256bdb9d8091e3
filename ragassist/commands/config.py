"""The `config` command: shows every setting with its value and where the value comes from."""

from typing import Annotated

import typer

from ragassist.commands.options import AsJson, Home, LibraryName
from ragassist.commands.output import say, show, show_json
from ragassist.settings.schema import known_setting, load_settings, origins, settings_file


def config(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these settings.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Show every setting, its value, and where it comes from."""
    flags = {"home": home, "library": library}
    settings = load_settings(**flags)
    origin_of = origins(**flags)
    wanted = [known_setting(name) for name in names or ()] or list(origin_of)
    values = settings.model_dump(mode="json")
    rows = [{"name": name, "value": values[name], "origin": origin_of[name]} for name in wanted]
    if as_json:
        show_json({"file": str(settings_file(settings.home)), "settings": rows})
        return
    for row in rows:
        value = "unset" if row["value"] in (None, "") else row["value"]
        show(f"{row['name']:<22} {value!s:<42} {row['origin']}")
    say(f"the file is {settings_file(settings.home)}; docs/settings.md explains each")
