"""Articles of every kind of block, written for these pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture
def articles() -> list[Path]:
    """Files of four articles."""
    return sorted(ARTICLES.iterdir())
