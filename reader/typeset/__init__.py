"""Typesetting: an article and a measure become rows of runs that know where in the text they stand."""
