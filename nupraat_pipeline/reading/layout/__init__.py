"""What a page draws, as geometry: characters, words, rules, tags, margins and columns of text.

Here: positions, and nothing of what the words mean. `page` puts it together.
"""
