"""What the tests of entities share."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reader.domain.article import Article, Block, Kind, Metadata
from reader.domain.entity import Entity
from reader.entities.document import entities_of
from reader.entities.engine import Engine, engine

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
_PASSAGE = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")


def made(text: str, kinds: dict[int, Kind] | None = None, meta: Metadata | None = None) -> Article:
    """An article whose passages, parted by blank lines, are paragraphs or what `kinds` says by number."""
    blocks = tuple(
        Block((kinds or {}).get(number, Kind.PARAGRAPH), found.start(), found.end())
        for number, found in enumerate(_PASSAGE.finditer(text))
    )
    return Article(text, blocks, meta=meta or Metadata())


@cache
def _engine(name: str) -> Engine:
    return engine(name)


@pytest.fixture
def article() -> Callable[..., Article]:
    """A maker of articles."""
    return made


@pytest.fixture
def builtin() -> Engine:
    """The default engine."""
    return _engine("builtin")


@pytest.fixture
def rules() -> Engine:
    """The engine without a tagger."""
    return _engine("rules")


@pytest.fixture
def entities(builtin: Engine) -> Callable[[str], tuple[Entity, ...]]:
    """The entities of a text by the default engine."""
    return lambda text: entities_of(made(text), builtin)


@pytest.fixture
def scorer() -> ModuleType:
    """The scorer of the development sets, where it lies beside the checkout."""
    if not (SHARED / "entities" / "score.py").exists():
        pytest.skip("the development sets are not beside this checkout")
    sys.path.insert(0, str(SHARED / "entities"))
    try:
        score = import_module("score")
    finally:
        sys.path.pop(0)
    return score


@pytest.fixture
def shared() -> Path:
    """The folder of test material, where it lies beside the checkout."""
    if not SHARED.exists():
        pytest.skip("there is no test material beside this checkout")
    return SHARED
