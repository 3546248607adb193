"""A ClauseTree to drafts."""
