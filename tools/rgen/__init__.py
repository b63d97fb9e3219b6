"""Writes the R wrappers from the Python signatures, annotations and docstrings."""
