"""sourcecheck: an offline auditor of sourcing and bias for French news articles."""

__version__ = "0.1.0"
