"""What a loader says when it cannot give an article."""

from __future__ import annotations

from reader.loaders.clean import clean_line


class LoadError(Exception):
    """Something that cannot be read; its text is one clean line: what, where, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))
