"""Plain mode: an article one line after another, for screen readers, braille, logs and pipes."""
