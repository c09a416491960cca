"""Plain text as people save it: pages dumped by a browser, agency copy, letters, poems, logs.

Lines are joined to pieces where a paragraph was wrapped (`lines`), each piece is described by many weak
signals (`facts`, `signs`, `context`), these are weighed together and the best reading of the whole text is
found (`weights`, `reading`), and what was read is put together as an article (`building`).

How well that does, as the mean of eleven fields (headline, standfirst, authors, date, captions, credits, the
first and last paragraph, number and F1 of paragraphs, furniture left out): 105 dumps of 15 news pages by w3m,
lynx, elinks, two html2texts and inscriptis scored .78 when they were first tried, and .91 after the general
faults that they showed were mended; 240 made texts with bylines, dates, credits, wraps and furniture of all
shapes .94 and .96. Weakest in the dumps are the number of paragraphs (.79) and the last one (.86).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.loaders.text.evidence import Evidence
    from reader.loaders.text.loading import explain, head, load

__all__ = ["Evidence", "explain", "head", "load"]


def __getattr__(name: str) -> object:
    """What `__all__` names, imported when it is first asked for, since other formats use single modules."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'evidence' if name == 'Evidence' else 'loading'}"), name)
