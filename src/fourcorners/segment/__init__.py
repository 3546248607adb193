"""A Document to its ClauseTree."""
