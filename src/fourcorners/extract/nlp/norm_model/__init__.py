"""What was learned about norms: how sure it is that one was found rightly."""
