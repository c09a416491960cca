"""The command line run in this process, articles for it, and a web server of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli.main import run
from tests.site import PROXIES, Site, serving

NEWS = """Lighthouse to be moved forty metres inland

The cliff below it loses a metre a year, the keepers say.

By MARTA OKONJO
MARCH 4, 2026 09:15
The lighthouse of Sandholm at dusk on Sunday. (photo credit: HARBOUR OFFICE)
SANDHOLM — The lighthouse of Sandholm will be moved forty metres inland, the harbour office said on Tuesday.
“It has to go,” said Ilse Varga, who runs the office in Sandholm. She added that rails had been ordered.
Varga told the Coast Gazette that the work would cost 40 million crowns and take until 2028.
The town council of Sandholm meets on March 12 to talk about it.
"""

MARKDOWN = """---
title: The long walk
author: Ada Lind
date: 2026-02-27
url: https://example.org/walk
---

# The long walk

Some *words* and a [link](https://example.org/other).

## Second part

- one
- two

```python
print("walk")
```

| a | b |
|---|---|
| 1 | 2 |
"""


class Said(NamedTuple):
    """What a command gave back, and what it wrote."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def broadsheet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process."""

    def go(*arguments: str | Path, stdin: bytes = b"") -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(status, out, err)

    return go


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web server, and no proxy on the way to it."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    with serving() as served:
        yield served
