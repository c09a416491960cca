"""Dividing words by the rules of their language: the patterns of LibreOffice, read by pyphen."""

from __future__ import annotations

from functools import lru_cache

from reader.typeset.breaks import Divide

_BEFORE = 2
"""How many letters stay, at the least, before a hyphen."""

_AFTER = 3
"""How many letters go, at the least, to the next row."""


@lru_cache(maxsize=8)
def divider(language: str) -> Divide | None:
    """What divides words of a language.

    Names are left whole: a word that begins with a capital is divided only in German, where all nouns do.
    Divisions that would change a word's spelling (as in Hungarian "asszony") are passed over.

    Args:
        language: A BCP 47 tag, "en" or "de-AT".

    Returns:
        A function from a word to the offsets that may begin a row; None where the language is unknown.
    """
    import pyphen  # type: ignore[import-untyped]

    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    if known is None:
        return None
    patterns = pyphen.Pyphen(lang=known, left=_BEFORE, right=_AFTER)
    capitals_too = known.startswith("de")

    @lru_cache(maxsize=8192)
    def divide(word: str) -> tuple[int, ...]:
        if word.isupper() or (word[0].isupper() and not capitals_too):
            return ()
        return tuple(
            int(offset)
            for offset in patterns.positions(word)
            if not getattr(offset, "data", None) and _BEFORE <= offset <= len(word) - _AFTER
        )

    return divide
