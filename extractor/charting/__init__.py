"""Charts of comparisons, as SVG and PNG; needs the extra [charts]."""

from extractor.charting.charts import Chart, chart_of
from extractor.charting.picture import MissingExtra, picture

__all__ = ["Chart", "MissingExtra", "chart_of", "picture"]
