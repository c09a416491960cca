"""Themes: a TOML file read, checked and made into styles."""
