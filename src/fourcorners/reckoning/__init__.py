"""Dates that follow from the words of a contract, with the steps that lead to them."""
