"""What was confirmed, as it is given out: with its evidence, its decisions, and what is still open."""
