"""The colours of the four themes: quiet greys, one blue for what can be used, one amber for what was cited."""

from textual.theme import Theme


def _theme(name: str, *, dark: bool, colours: str, lines: str, ansi: bool = False) -> Theme:
    primary, secondary, accent, error, success, foreground, background, surface, panel = colours.split()
    border, blurred, bar = lines.split()
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
        ansi=ansi,
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


THEMES = {
    "dark": _theme(
        "calm",
        dark=True,
        colours="#7da6cf #8c9bb0 #d9a94f #d7736f #8fb98a #d9dde4 #14171c #1a1e25 #222833",
        lines="#3a4454 #2a313d #2f3846",
    ),
    "light": _theme(
        "paper",
        dark=False,
        colours="#1f5f9e #566274 #8a5a00 #a8322d #2f6b2a #1d2127 #fbfaf7 #f1efe9 #e6e3db",
        lines="#a9a498 #cbc6ba #bdb8ac",
    ),
    "contrast": _theme(
        "contrast",
        dark=True,
        colours="#66ccff #e0e0e0 #ffd500 #ff7070 #70ff70 #ffffff #000000 #000000 #1c1c1c",
        lines="#ffffff #b0b0b0 #ffffff",
    ),
}
"""By the name in the settings; `plain` is the first of them with every colour taken out."""
