"""The language of answers: calendar expressions, ages, labels, units, clauses, and numbers that count nothing.

Here: what a piece of text says by itself. Not here: which table (`tables`) or sentence (`prose`) it belongs to.
"""
