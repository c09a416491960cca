"""Plain text as people save it: pages dumped by a browser, agency copy, letters, poems, logs.

Lines are joined to pieces where a paragraph was wrapped (`lines`), each piece is described by many weak
signals (`signals`), these are weighed together and the best reading of the whole text is found (`weights`,
`reading`), and what was read is put together as an article (`building`).
"""

from reader.loaders.text.evidence import Evidence
from reader.loaders.text.loading import explain, head, load

__all__ = ["Evidence", "explain", "head", "load"]
