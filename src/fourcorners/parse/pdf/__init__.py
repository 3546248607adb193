"""PDF files: opened by whoever can, weighed before they are, and read page by page."""
