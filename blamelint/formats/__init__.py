"""Readers: the text of a file becomes a `Document`."""
