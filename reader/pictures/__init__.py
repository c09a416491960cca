"""Pictures of an article: which there are, their bytes, and how a terminal shows them."""
