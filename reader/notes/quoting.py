"""An article's words as a Markdown block quote, and back.

Whatever would be markup is escaped, so that the quote reads as it stands in the article, and so that no
article can put an image, a link, an embedded note or a tag of its own into somebody's vault.
"""

from __future__ import annotations

import re

QUOTE_LINE = re.compile(r" {0,3}> ?")
"""How a line of a block quote begins."""

_INLINE = re.compile(
    r"[\\`*\[\]<]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~)|=(?==)|%(?=%)|\$(?=\$)"
    r"|(?<!\S)#(?=[^\W\d_])"
    r"|&(?=#?\w+;)"
)
"""What is emphasis, code, a link, HTML, a comment, a tag or an entity to CommonMark or to Obsidian."""

_OPENING = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+])(?:\s|$)|>|~~~|-{3,}\s*$|={2,}\s*$|\|)")
"""What makes a line the beginning of another block: a list item, a heading, a quote, a fence, a rule."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""CommonMark 0.31.2, section 2.4: a backslash takes its meaning from any ASCII punctuation."""


def escaped(line: str) -> str:
    """A line as Markdown that renders as the line itself."""
    line = _INLINE.sub(lambda sign: "\\" + sign.group(), line)
    opening = _OPENING.match(line.lstrip())
    if opening is None:
        return line
    at = len(line) - len(line.lstrip()) + opening.end()
    return f"{line[:at]}\\{line[at:]}"


def unescaped(line: str) -> str:
    """What a line of Markdown without markup renders as."""
    return _ESCAPED.sub(r"\1", line)


def quote_lines(quote: str) -> list[str]:
    """A passage as the lines of a block quote, without line ends."""
    return [f"> {escaped(line)}".rstrip() if line.strip() else ">" for line in quote.split("\n")]


def quoted(lines: list[str]) -> str:
    """The passage that the lines of a block quote hold; blank lines at its ends go."""
    return "\n".join(unescaped(QUOTE_LINE.sub("", line, count=1).rstrip()) for line in lines).strip("\n")
