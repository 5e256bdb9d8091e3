"""The colours of the built-in themes: greys, a blue for what can be activated, and an amber for citations."""

from collections.abc import Mapping

from textual.theme import Theme

COLOURS = ("primary", "secondary", "accent", "error", "success", "foreground", "background", "surface", "panel")
LINES = ("border", "border_blurred", "scrollbar")
_DARK = "#7da6cf #8c9bb0 #d9a94f #d7736f #8fb98a #d9dde4 #14171c #1a1e25 #222833 #3a4454 #2a313d #2f3846"
_LIGHT = "#1f5f9e #566274 #8a5a00 #a8322d #2f6b2a #1d2127 #fbfaf7 #f1efe9 #e6e3db #a9a498 #cbc6ba #bdb8ac"
_CONTRAST = "#66ccff #e0e0e0 #ffd500 #ff7070 #70ff70 #ffffff #000000 #000000 #1c1c1c #ffffff #b0b0b0 #ffffff"


def made_theme(name: str, *, dark: bool, given: Mapping[str, str]) -> Theme:
    """Return a theme with the colours `given`, keyed by the names in `COLOURS` and `LINES`.

    The other colours are those of the theme `dark`, or of `light` where `dark` is False.
    """
    usual = dict(zip((*COLOURS, *LINES), (_DARK if dark else _LIGHT).split(), strict=True))
    colours = {**usual, **given}
    border, blurred, bar = (colours[line] for line in LINES)
    primary, secondary, accent, error, success, foreground, background, surface, panel = (colours[name] for name in COLOURS)
    return Theme(
        name=name,
        primary=primary,
        secondary=secondary,
        accent=accent,
        warning=accent,
        error=error,
        success=success,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=panel,
        dark=dark,
        variables={
            "block-cursor-text-style": "none",
            "border": border,
            "border-blurred": blurred,
            "input-selection-background": f"{primary} 35%",
            "scrollbar": bar,
            "scrollbar-hover": border,
            "scrollbar-active": primary,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "link-color": accent,
            "link-style": "none",
            "link-background-hover": accent,
            "link-color-hover": background,
            "link-style-hover": "bold",
        },
    )


def _given(colours: str) -> dict[str, str]:
    return dict(zip((*COLOURS, *LINES), colours.split(), strict=True))


THEMES = {
    "dark": made_theme("calm", dark=True, given={}),
    "light": made_theme("paper", dark=False, given={}),
    "contrast": made_theme("contrast", dark=True, given=_given(_CONTRAST)),
}
"""The built-in themes by their names in the settings. `plain` isn't listed: it is `dark` without colours."""
