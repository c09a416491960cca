"""What can go wrong with a picture."""

from __future__ import annotations


class PictureError(Exception):
    """A picture that cannot be shown; its text is one line that says why and what to do."""
