"""The named facts of a contract, a module for each family."""
