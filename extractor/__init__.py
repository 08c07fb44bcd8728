"""Plan Extractor: reads Vietnamese administrative plans, takes their figures out, checks them."""

__version__ = "0.11.0"
