"""The picture of a page to its words (OCR): rendered, turned upright, read by an engine, put in order."""
