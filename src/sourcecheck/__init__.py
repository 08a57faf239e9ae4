"""sourcecheck: an offline auditor of sourcing and bias for French news articles."""

import os

__version__ = "0.1.0"

# Before numpy is imported anywhere: our matrices of a few hundred rows lose time to threads, and worker processes fill
# the processors already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
