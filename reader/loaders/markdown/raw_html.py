"""Raw HTML within Markdown, reduced to what it shows."""

from __future__ import annotations

import re

from reader.loaders.pieces import Piece

_COMMENT_OR_TAG = re.compile(r"<!--(?:(?!-->).)*(?:-->|\Z)|</?[a-zA-Z][^<>]*>", re.DOTALL)


def html_pieces(source: str) -> list[Piece]:
    """The blocks of a piece of HTML; none where it shows nothing.

    Args:
        source: As it stands in the document, cleaned.
    """
    if not _COMMENT_OR_TAG.sub("", source).strip() and "<img" not in source.lower():
        return []
    # Met seldom, and dear to import.
    from reader.loaders.html.convert import convert
    from reader.loaders.html.parse import parse

    root, _ = parse(source)
    if root is None:
        return []
    return [
        Piece(
            found.kind,
            found.text,
            found.marks,
            level=found.level,
            depth=found.depth,
            quoted=found.quoted,
            marker=found.marker,
            language=found.language,
            source=found.source,
            rows=tuple(tuple(row) for row in found.rows),
            header=found.header,
        )
        for found in convert(root)
    ]
