"""Who and what an article speaks of: patterns, a tagger, and the sense that a whole document makes."""
