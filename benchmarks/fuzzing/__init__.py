"""Mutated files and texts for every reader, run in processes of their own."""
