"""A page of a plan drawn with what was read of it: blocks, table cells and records as boxes."""

from extractor.drawing.render import render_page

__all__ = ["render_page"]
