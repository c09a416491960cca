r"""The gate for text from outside: what could steer a terminal or deceive the eye is taken out here.

Every loader sends every text through `clean` after each decoding step (bytes, HTML entities, YAML escapes,
percent signs, base64), since each of them may bring a control character back. All expressions are linear,
and all but the line ends work within one line, so that a text may be cleaned whole or in runs of lines.

The syntax of control sequences is that of ECMA-48, 5th edition (1991), sections 5.3 to 5.6.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
"""What stands for a character that means nothing: a lone surrogate, a noncharacter, a private one."""

MOST_ACCENTS = 7
"""How many combining marks may stand on one letter; real scripts need four, heaps are a prank."""

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")

_OVERSTRIKE = re.compile(r"[^\x00-\x1f\x7f-\x9f]\x08")
"""A letter that a printer was to strike over: of `X\\bX` (bold) and `_\\bX` (underlined) the last remains."""

_ESCAPES = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])"  # a string of commands (OSC, DCS, SOS, PM, APC) …
    r"(?:(?!\x1b\\|[\x07\x9c\n]).|\x1b(?=\x1b))*(?:\x1b\\|[\x07\x9c])?"  # … to its end or the line's
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # a control sequence (CSI)
    r"|\x1b[ -/]*[0-~]?"  # a short escape
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # any other control character
)

_INVISIBLE = re.compile(r"[\u00ad\u180e\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb]")
"""Soft hyphens, controls of direction that reach past their own word, invisible operators, stray BOMs."""

_PLANE_ENDS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)
_MEANINGLESS = re.compile(
    rf"[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{_PLANE_ENDS}\U000f0000-\U0010ffff]"
)

_TAGS = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f)|[\U000e0000-\U000e0fff]"
)
"""The flag of a land within a country, as of Wales; and tag characters that hide text elsewhere."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ODD = re.compile(
    r"[\u00ad\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff"
    r"\ufdd0-\ufdef\ufffe\uffff]"
)
_BEYOND = re.compile(r"[\U0001f3f4\U0001fffe-\U0001ffff\U0002fffe-\U0010ffff]")
"""Whether there is anything to do: a small class of characters is sought many times faster than a choice."""

_ACCENT = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f7e\u0f80-\u0f84\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0"
    "\u2de0-\u2dff\u302a-\u302d\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_ACCENTED = re.compile(_ACCENT)
_UNUSUAL = re.compile(f"[{_ODD.pattern[1:-1]}{_BEYOND.pattern[1:-1]}{_ACCENT[1:-1]}]")
"""All of these at once: most texts hold none, and are gone through once."""

_HEAPED = re.compile(f"({_ACCENT}{{{MOST_ACCENTS}}}){_ACCENT}+")

_DIRECTION = re.compile(r"[\u061c\u200e\u200f\U000e0000-\U000e0fff]")
_ENCODED_CONTROL = re.compile(r"%(0[0-8bcef]|1[0-9a-f]|7f)", re.IGNORECASE)
_BLANK = re.compile(r"[\s\u200b]+")


def clean(text: str) -> str:
    """The text without anything that could steer a terminal; its lines and tabs are kept.

    Line ends of every kind become newlines. Struck-over letters, escape sequences with all they carry,
    control characters, controls of writing direction, invisible fillers and tag characters (but for those
    of a flag) go. Lone surrogates, noncharacters and private-use characters become U+FFFD. Not more than
    `MOST_ACCENTS` combining marks stay on a letter.

    Args:
        text: Anything, decoded.

    Returns:
        Text that holds no control character but newlines and tabs. Cleaning it again changes nothing.
    """
    if _CONTROL.search(text):
        text = _LINE_ENDS.sub("\n", text)
        if "\b" in text:
            text = _OVERSTRIKE.sub("", text)
        text = _ESCAPES.sub("", text)
    if text.isascii():
        return text
    if not _UNUSUAL.search(text):
        return text
    if _ODD.search(text) or _BEYOND.search(text):
        text = _INVISIBLE.sub("", text)
        text = _MEANINGLESS.sub(REPLACEMENT, text)
        text = _TAGS.sub(r"\1", text)
    return _HEAPED.sub(r"\1", text) if _ACCENTED.search(text) else text


def clean_line(text: str) -> str:
    """The text on one line, as a title, a name or an address wants it.

    As `clean`; further, every mark of writing direction and every tag character goes, and each run of
    white space becomes one space, with none at the ends.
    """
    text = clean(text)
    if not text.isascii():
        text = _HEAPED.sub(r"\1", _DIRECTION.sub("", text))
    return _BLANK.sub(" ", text).strip()


def clean_address(address: str) -> str:
    """An address on one line, without what could steer a terminal, were it written out or decoded.

    Percent-encoded control characters go with the sequences that they open; encoded line ends and tabs
    stay, since the body of a mail may need them.
    """
    return clean_line(_ENCODED_CONTROL.sub(lambda found: chr(int(found[1], 16)), address))
