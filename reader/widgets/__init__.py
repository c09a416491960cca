"""What stands on the screen: the article's body, the list, the margin, the status line."""
