"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from reader.loaders.wordlists import words

SAMPLE = 2500
"""So many characters are looked at."""

_COMMON = {
    "en": words(
        "the of and to in that is was for on with as it at by from has have said were be this are not"
    ),
    "de": words(
        "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden"
    ),
    "fr": words(
        "le la les de des et est une du dans pour que qui par sur au pas plus avec ce il sont aux été"
    ),
    "es": words("el la los las de del y que en un una por con para se su al es lo como más pero fue según"),
    "it": words(
        "il lo la gli di del della che e un una per con non si è sono da nel alla anche come dei più"
    ),
    "pt": words("o os as de do da dos das e que em um uma para com não se por no na ao é mais foi como são"),
    "nl": words("de het een van en in is dat op te zijn voor met die niet aan er om ook als bij door naar"),
    "sv": words("och att det som en på är av för med den till inte ett har om de var han från men"),
    "da": words("og at det som en på er af for med den til ikke et har om de var han fra men blev"),
    "pl": words("i w na z się do że nie to jest o jak za po od przez ale są dla był"),
}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.05),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.2),
    ("ko", re.compile(r"[\uac00-\ud7a3]"), 0.2),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.4),
    ("el", re.compile(r"[\u0370-\u03ff]"), 0.4),
    ("ar", re.compile(r"[\u0600-\u06ff]"), 0.4),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.4),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.3),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.3),
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7a3]")
_ENOUGH = 0.12
"""A language whose commonest words make up less than this of a text is not its language."""


def language_of(text: str) -> str | None:
    """The language of a text as a BCP 47 tag, None where nothing speaks for any that is known here.

    Args:
        text: Some of it; only its first `SAMPLE` characters count.
    """
    sample = text[:SAMPLE]
    if not sample.isascii() and _OTHER_SCRIPT.search(sample):
        letters = sum(map(str.isalpha, sample)) or 1
        for tag, script, share in _SCRIPTS:
            if len(script.findall(sample)) > share * letters:
                return tag
    counts = Counter(sample.casefold().split())
    total = counts.total()
    if total < 8:
        return None
    best, share = max(
        (
            (tag, sum(map(counts.__getitem__, common & counts.keys())) / total)
            for tag, common in _COMMON.items()
        ),
        key=lambda one: one[1],
    )
    return best if share >= _ENOUGH else None


def day_first(language: str | None) -> bool | None:
    """How a language writes 4/5/2020: with the day first, the month first, or, as English, either way."""
    return None if language in {None, "en"} else language not in {"ja", "zh", "ko"}
