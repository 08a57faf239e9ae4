"""Fit and measure the classifiers on labelled articles."""
