"""How the tagger's data files are made; never imported by the program."""
