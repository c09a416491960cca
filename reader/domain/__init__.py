"""What an article is made of, as frozen data; imports the standard library only."""
