"""Highlights and notes: their anchors, their Markdown files, their undoing and their export."""
