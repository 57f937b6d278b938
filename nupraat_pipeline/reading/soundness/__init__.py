"""Whether a PDF is sound, and gives all that it holds: its streams, and the grammar of its contents.

Here: what `document` asks before it lets a file be read. Not here: what stands on a page (`layout`).
"""
