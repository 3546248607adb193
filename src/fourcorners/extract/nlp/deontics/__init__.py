"""Who must, must not or may do what: the parts of a norm, read from its sentence."""
