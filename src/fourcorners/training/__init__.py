"""How the models that ship are made, and made again to the digit, from contracts that lawyers marked."""
