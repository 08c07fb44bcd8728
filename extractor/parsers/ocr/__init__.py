"""Text recognised off the pictures of pages that hold none, with Tesseract and OpenCV (the extra [ocr]).

Each page asks for its 15 s as it begins (`extractor.allowance`).
"""
