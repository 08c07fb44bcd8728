"""Text recognised off the pictures of pages that hold none, with Tesseract and OpenCV (the extra [ocr]).

`ocr.count.ocr_pages` tells how many pages of a file will take that way, which costs 15 s a page at most.
"""
