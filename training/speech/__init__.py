"""Synthetic speech with the times of its words and phones."""
