"""What a reader has: files, reading state, identity, index and query language; imports nothing itself."""
