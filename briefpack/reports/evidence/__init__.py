"""Hold a pack against the text that it summarises, and set down for a signature what rests on which paragraph.

Nothing grows faster than the texts: paragraphs are compared by their digests, wordings by runs and shingles of words.
"""
