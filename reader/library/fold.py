"""Text as the index holds it: case, accents and ligatures folded; a name is found however it is spelt.

The index's own tokenizer then only splits at what is no letter, digit or mark. A query goes through the same
folding, so the two can differ in nothing. Private-use characters, which no clean text holds, serve as tokens
that nobody can type.
"""

from __future__ import annotations

import re
import unicodedata

ALL = "\ue000"
"""A token that every document has; what is left of it when others are taken away is "not x"."""

BREAK = "\ue001"
"""Stands between two names in a column, so that no phrase reaches from one into the next."""

LANGUAGE = "\ue010"
"""Begins a token that says in which language a document is."""

HAS = "\ue011"
"""Begins a token that says what a document has: a note, a highlight."""

NAMED = "\ue012"
"""A token of the documents of which it is known who and what is in them."""

LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ĸ": "k",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "e",
    "ƒ": "f",
}
"""Letters that Unicode does not take apart but that people type without their strokes."""

ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1dc0-\u1dff]+"
)
"""Marks on Latin, Greek and Cyrillic letters, and the points of Hebrew and Arabic, which are seldom typed."""

CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: each character is a token, and a word is a phrase of them."""

_CJK = re.compile(f"([{CJK}])")
_TABLE = str.maketrans(
    LETTERS
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | dict.fromkeys("’‘ʼ＇`´ʹ′", "'")
    | dict.fromkeys("‐‑", "-")
)
_PLAIN = re.compile("[a-z0-9]+")
_IN_WORDS = frozenset({"Mn", "Mc", "Co"})
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_JOINED = re.compile(r"[^\W_]++(?:['-][^\W_]++)+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}+")
_SIGNED = re.compile(r"(?<![^\W_])([a-z])(\+\+|#)(?![^\W_])")
_SIGNS = {"++": "plusplus", "#": "sharp"}


def fold(text: str) -> str:
    """Text with case, accents, ligatures and widths folded; apostrophes and hyphens of one kind each."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).translate(_TABLE).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text).translate(_TABLE)
        text = unicodedata.normalize("NFC", ACCENTS.sub("", text))
        text = _PRIVATE.sub(" ", text)
    return text


def spread(folded: str) -> str:
    """Folded text with each character of scripts without spaces apart."""
    return folded if folded.isascii() else _CJK.sub(r" \1 ", folded)


def joined_forms(folded: str) -> list[str]:
    """Words that the tokenizer takes apart, as they are also typed: "obrien", "cooperate", "us", "cplusplus".

    A possessive is left out, as nobody looks for "israels".
    """
    found: dict[str, None] = {}
    if "-" in folded or "'" in folded:
        for word in _JOINED.findall(folded):
            if not word.endswith("'s"):
                found[word.replace("'", "").replace("-", "")] = None
    if "." in folded:
        found |= dict.fromkeys(word.replace(".", "") for word in _DOTTED.findall(folded))
    if "+" in folded or "#" in folded:
        found |= dict.fromkeys(letter + _SIGNS[sign] for letter, sign in _SIGNED.findall(folded))
    return list(found)


def column(text: str) -> str:
    """A text as a column of the index: folded, spread, and its joined forms at the end."""
    folded = fold(text)
    forms = joined_forms(folded)
    return " ".join([spread(folded), BREAK, *forms]) if forms else spread(folded)


def names(texts: tuple[str, ...]) -> str:
    """Several names as a column of the index, none running into the next."""
    return f" {BREAK} ".join(column(text) for text in texts)


def words(folded: str) -> list[tuple[int, int]]:
    """Where the words of folded text are, in characters, as the index's tokenizer takes it apart."""
    if folded.isascii():
        return [match.span() for match in _PLAIN.finditer(folded)]
    found: list[tuple[int, int]] = []
    start = -1
    for at, character in enumerate(f"{folded} "):
        inside = character.isalnum() or unicodedata.category(character) in _IN_WORDS
        if inside and start < 0:
            start = at
        elif not inside and start >= 0:
            found.append((start, at))
            start = -1
    return found


def marked(folded: str, mark: str) -> str:
    """Folded text with a mark before each word, which makes it another word to the index."""
    parts, at = [], 0
    for start, end in words(folded):
        parts += [folded[at:start], mark, folded[start:end]]
        at = end
    return "".join([*parts, folded[at:]])


def terms(word: str) -> tuple[str, ...]:
    """What a word of a query is looked up as: any of these, each a phrase for the tokenizer.

    Nothing where it holds no letter or digit.
    """
    folded = fold(_UNSPEAKABLE.sub(" ", word))
    if signed := _SIGNED.fullmatch(folded):
        return (signed[1] + _SIGNS[signed[2]],)
    plain = spread(folded).strip()
    if not any(character.isalnum() for character in plain):
        return ()
    if _JOINED.fullmatch(folded):
        return (plain, re.sub("['-]", "", folded))
    return (plain,)
