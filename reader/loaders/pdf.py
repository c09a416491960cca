"""PDF: not read, since its text has no order that can be trusted; said in one line, with what to do."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NoReturn

from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError

if TYPE_CHECKING:
    from reader.loaders.source import Source


def load(source: Source) -> NoReturn:
    """Refuse.

    Raises:
        LoadError: Always.
    """
    named = shlex.quote(clean_line(str(source.path))) if source.path is not None else "FILE.pdf"
    raise LoadError(
        f"{source.name} is a PDF, which is not supported; try: pdftotext {named} - | broadsheet -"
    )
