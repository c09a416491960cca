"""Notices that more of the program than the loaders must know again."""

from __future__ import annotations

SUMMARY_ONLY = "The feed has only a summary of this; the page itself is fetched when it is opened."
"""Of an article from a feed that does not hold its text: to read it, fetch the address in its metadata."""
