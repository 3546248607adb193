"""What a person may decide on a record, and what follows: decisions, and the history they make."""
