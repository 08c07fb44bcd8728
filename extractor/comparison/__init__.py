"""Comparison of localities and years: typed values, statistics, series and ratios; pure, exact decimals."""
