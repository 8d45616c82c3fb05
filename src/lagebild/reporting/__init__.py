"""Situations written out for people: one HTML file, or an overview on a terminal."""
