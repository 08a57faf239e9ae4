"""Audit → files. Reads an `Audit` and the rule book, nothing else."""
