"""Provinces, districts and communes before and after 1 July 2025, and the one that a plan is of.

`gazetteer()` holds the units, `units_named` finds them by name, `link` the one of a document.
"""

from extractor.localities.gazetteer import Gazetteer, gazetteer, province_of, units_named
from extractor.localities.linking import LIKELY, Link, link, linked
from extractor.localities.units import REFORM, Era, Level, Unit

__all__ = [
    "LIKELY",
    "REFORM",
    "Era",
    "Gazetteer",
    "Level",
    "Link",
    "Unit",
    "gazetteer",
    "link",
    "linked",
    "province_of",
    "units_named",
]
