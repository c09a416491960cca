"""Which article a link leads to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.library.links import linked

HERE = Path("/library/one/here.md")


@dataclass(frozen=True)
class Known:
    id: str
    path: Path | None = None
    url: str | None = None


KNOWN = (
    Known("beside", Path("/library/one/beside it.md")),
    Known("above", Path("/library/two/above.txt")),
    Known("web", None, "https://www.gazette.example/2026/tide?utm_source=x"),
    Known("front", None, "https://gazette.example/"),
)


@pytest.mark.parametrize(
    ("target", "path", "base", "found"),
    [
        ("beside%20it.md", HERE, None, "beside"),
        ("./beside it.md#part", HERE, None, "beside"),
        ("../two/above.txt", HERE, None, "above"),
        ("../two/none.txt", HERE, None, None),
        ("http://gazette.example/2026/tide/", HERE, None, "web"),
        ("https://gazette.example/2026/tide?page=2", HERE, None, None),
        ("https://gazette.example", None, None, "front"),
        ("../2026/tide", None, "https://gazette.example/2025/ebb", "web"),
        ("/library/two/above.txt", None, "https://gazette.example/a", None),
        ("beside%20it.md", None, None, None),
        ("file:///library/two/above.txt", HERE, None, None),
        ("//gazette.example/2026/tide", HERE, None, None),
        ("javascript:alert(1)", HERE, None, None),
        ("https://[broken", HERE, None, None),
        ("a\x00b", HERE, None, None),
        ("#part", HERE, None, None),
        ("", HERE, None, None),
    ],
)
def test_links_lead_to_articles_by_address_or_by_file(
    target: str, path: Path | None, base: str | None, found: str | None
) -> None:
    assert linked(KNOWN, target, path, base) == found
