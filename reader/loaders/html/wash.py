"""Cleaning the texts of a tree, in which no escape character can stand.

XML knows no escape character, and a parser that meets one drops it and leaves the rest of its sequence in
the text. So two characters stand in for it and for the bell while a page is a tree, and each text that is
taken from the tree gets them back before it is cleaned, so that the whole sequence goes.
"""

from __future__ import annotations

import re

from reader.loaders.clean import clean, clean_line

_ESCAPE, _BELL = "\uf01b", "\uf007"
"""Private-use characters, which mean nothing in a text from outside."""

_REFERENCE = re.compile(r"&#(?:0{0,5}(?:(27)|7)|[xX]0{0,5}(?:(1[bB])|7))(?:;|(?![\da-fA-F]))")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"


def fit_for_tree(page: str) -> bytes:
    """A page in UTF-8 without control characters, escape and bell replaced by what stands in for them."""
    if "&#" in page and _REFERENCE.search(page):
        page = _REFERENCE.sub(lambda found: "\x1b" if found.group(1) or found.group(2) else "\x07", page)
    if "\x1b" in page:
        page = page.replace("\x1b", _ESCAPE).replace("\x07", _BELL)
    return page.encode("utf-8", "replace").translate(None, _CONTROLS)


def wash(text: str) -> str:
    """`clean`, of a text from a tree."""
    return clean(_restored(text))


def wash_line(text: str) -> str:
    """`clean_line`, of a text from a tree."""
    return clean_line(_restored(text))


def _restored(text: str) -> str:
    if text.isascii() or (_ESCAPE not in text and _BELL not in text):
        return text
    return text.replace(_ESCAPE, "\x1b").replace(_BELL, "\x07")
