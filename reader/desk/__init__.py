"""The desk: everything one session reads with, put together behind one door for the screens."""
