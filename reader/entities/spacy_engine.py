"""A spaCy pipeline as an engine: "spacy:en_core_web_sm", or the path of a pipeline's folder."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from reader.domain.entity import EntityType, Mention
from reader.entities.engine import EngineUnavailable

TYPES = {
    "PERSON": EntityType.PERSON, "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE, "LOC": EntityType.PLACE, "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "WORK_OF_ART": EntityType.WORK, "LAW": EntityType.WORK,
    "DATE": EntityType.DATE, "TIME": EntityType.TIME, "MONEY": EntityType.MONEY,
    "PERCENT": EntityType.PERCENT, "QUANTITY": EntityType.QUANTITY,
}  # fmt: skip
"""spaCy's labels, of OntoNotes and of its Wikipedia models, and what they name here; others are left out."""

NOT_NEEDED = ("parser", "lemmatizer", "textcat", "textcat_multilabel")


def make(argument: str = "") -> SpacyEngine:
    """The engine for a pipeline.

    Args:
        argument: The pipeline's package name, or its folder.

    Raises:
        EngineUnavailable: spaCy or the pipeline is not installed.
    """
    if not argument:
        raise EngineUnavailable('name a pipeline, as in "spacy:en_core_web_sm"; the built-in one is used')
    if find_spec("spacy") is None:
        raise EngineUnavailable(
            'spaCy is not installed: pip install "broadsheet[spacy]"; the built-in one is used'
        )
    try:
        pipeline = import_module("spacy").load(argument, exclude=list(NOT_NEEDED))
    except OSError:
        raise EngineUnavailable(
            f"there is no pipeline {argument!r}: python -m spacy download {argument}, or give its folder;"
            " the built-in one is used"
        ) from None
    return SpacyEngine(argument, pipeline)


class SpacyEngine:
    """Mentions as a spaCy pipeline sees them.

    Args:
        argument: What it was asked for by, for its name.
        pipeline: A loaded `spacy.Language`.
    """

    def __init__(self, argument: str, pipeline: Any) -> None:
        self.name = f"spacy:{argument}"
        meta = pipeline.meta
        self.version = f"{self.name}-{meta.get('version', '')}-{meta.get('spacy_version', '')}"
        self._pipeline = pipeline

    def recognise(self, text: str) -> list[Mention]:
        """The mentions in a text: in order, none overlapping another."""
        self._pipeline.max_length = max(self._pipeline.max_length, len(text))
        found = (
            Mention(span.start_char, span.end_char, TYPES[span.label_])
            for span in self._pipeline(text).ents
            if span.label_ in TYPES
        )
        return sorted(found, key=lambda mention: mention.start)
