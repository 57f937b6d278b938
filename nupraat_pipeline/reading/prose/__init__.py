"""What a sentence is about: who acts, what is counted, of whom, compared with when.

Here: the parts of `statements`, which makes drafts of figures of them.
"""
