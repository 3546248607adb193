"""Word files: the archive, its parts, and every word of them in a typed span."""
