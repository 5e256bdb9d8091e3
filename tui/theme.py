"""The colours: quiet greys, one blue for what can be used, one amber for what was cited."""

from textual.theme import Theme

CALM = Theme(
    name="calm",
    primary="#7da6cf",
    secondary="#8c9bb0",
    accent="#d9a94f",
    warning="#d9a94f",
    error="#d7736f",
    success="#8fb98a",
    foreground="#d9dde4",
    background="#14171c",
    surface="#1a1e25",
    panel="#222833",
    dark=True,
    variables={
        "block-cursor-text-style": "none",
        "border": "#3a4454",
        "border-blurred": "#2a313d",
        "input-selection-background": "#7da6cf 35%",
        "scrollbar": "#2f3846",
        "scrollbar-hover": "#3d495b",
        "scrollbar-active": "#7da6cf",
        "scrollbar-background": "#14171c",
        "scrollbar-background-hover": "#14171c",
        "scrollbar-background-active": "#14171c",
        "link-color": "#d9a94f",
        "link-style": "none",
        "link-background-hover": "#d9a94f",
        "link-color-hover": "#14171c",
        "link-style-hover": "bold",
    },
)
