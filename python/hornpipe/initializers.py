"""Initializers (being written)."""
