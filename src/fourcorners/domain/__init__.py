"""What a contract is, in the words of the field."""
