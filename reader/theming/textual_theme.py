"""A checked theme as Textual wants it, for dialogs, fields and toasts."""

from __future__ import annotations

from rich.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.theming.look import Look, ThemeError


def textual_theme(look: Look) -> Theme:
    """The Textual theme of `look`.

    Raises:
        ThemeError: Textual cannot make its colours of those given.
    """
    colours = {key: _textual_colour(value) for key, value in look.interface.items()}
    variables = {
        "reader-text": _foreground(look, "text"),
        "reader-dim": _foreground(look, "dim"),
        "reader-faint": _foreground(look, "faint"),
        "reader-accent": _foreground(look, "headline"),
        "reader-match": _foreground(look, "match"),
        "reader-keyword": _foreground(look, "code-keyword"),
        "reader-string": _foreground(look, "code-string"),
        "text-disabled": _foreground(look, "dim"),
        **_cursor(look),
    }
    if look.ansi:
        # Textual's own style sheets need variables that only its themes for 16 colours have.
        theirs = BUILTIN_THEMES["ansi-dark" if look.dark else "ansi-light"].variables
        variables = {**theirs, **variables}
    theme = Theme(
        name=look.name,
        primary=colours.pop("primary"),
        dark=look.dark,
        ansi=look.ansi,
        variables=variables,
        **colours,  # type: ignore[arg-type]
    )
    try:
        theme.to_color_system().generate()
    except Exception as error:  # Textual raises several kinds, none of them documented
        raise ThemeError(f"{look.name}: interface: Textual cannot use these colours: {error}") from error
    return theme


def inline_style(look: Look, role: str) -> str:
    """A role as Textual writes the style of words within a text: "bold #e9c486"; without its ground."""
    style = look[role]
    words = [name for name in ("bold", "dim", "italic", "underline", "strike") if getattr(style, name)]
    if style.color is not None and not style.color.is_default:
        words.append(_textual_colour(style.color.name))
    return " ".join(words)


def ground_style(look: Look, role: str) -> str:
    """The ground of a role as Textual writes it: "on #56481a"; empty where a theme has no colour for it."""
    ground = look[role].bgcolor
    return "" if ground is None or ground.is_default else f"on {_textual_colour(ground.name)}"


def _cursor(look: Look) -> dict[str, str]:
    """The row under the cursor of a dialog's list, whether the list or the field above it takes the keys."""
    style = look["list-cursor"]
    # Textual's lists cannot show a row reversed.
    words = (
        ["bold", "underline"] if style.reverse else [w for w in ("bold", "underline") if getattr(style, w)]
    )
    ground = style.bgcolor
    page = "ansi_default" if look.ansi else look.interface["surface"]
    row = page if ground is None or ground.is_default else _textual_colour(ground.name)
    variables = {}
    for cursor in ("block-cursor", "block-cursor-blurred"):
        variables[f"{cursor}-background"] = row
        variables[f"{cursor}-foreground"] = _foreground(look, "text")
        variables[f"{cursor}-text-style"] = " ".join(words) or "none"
    return variables


def _textual_colour(value: str) -> str:
    return value if value.startswith("#") else f"ansi_{value}"


def _foreground(look: Look, role: str) -> str:
    colour: Color | None = look[role].color
    if colour is None or colour.is_default:
        return look.interface["foreground"] if not look.ansi else "ansi_default"
    return _textual_colour(colour.name)
