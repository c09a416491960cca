"""What all rows of one layout have in common."""

from __future__ import annotations

from typing import NamedTuple

from reader.domain.article import Article
from reader.typeset.breaks import Divide
from reader.typeset.options import Options
from reader.typeset.rows import Run


class Page(NamedTuple):
    """An article, a measure and a taste.

    Attributes:
        article: The article.
        measure: How wide a row may be, in cells.
        options: How the reader likes it.
        shift: By how many cells code and wide tables are scrolled sideways.
    """

    article: Article
    measure: int
    options: Options
    shift: int = 0

    @property
    def divide(self) -> Divide | None:
        """How words are divided; None where they are not, or where nobody knows the language."""
        if not self.options.hyphenate:
            return None
        from reader.typeset.hyphens import divider

        return divider(self.article.meta.language or self.options.language)

    @property
    def ellipsis(self) -> Run:
        """The sign, one cell wide, that a row goes on beyond what is shown."""
        return Run("~" if self.options.ascii else "…", "ellipsis")
