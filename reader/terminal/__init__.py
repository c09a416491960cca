"""The terminal at the far end of a slow line: a lean driver for Textual, and what belongs to it.

Nothing is imported here, so that a program may look at its terminal without paying for Textual.
"""
