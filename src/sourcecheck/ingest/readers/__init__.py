"""One file a format; each gives blocks with their place in the source."""
