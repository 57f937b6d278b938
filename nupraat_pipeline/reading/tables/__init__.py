"""What a table is about: its axes, subjects, restrictions, stacked parts, and the signs that it was misread.

Here: the parts of `recognition`, which makes drafts of figures of them. Not here: where a table's cells are (`grids`).
"""
