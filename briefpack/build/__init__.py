"""The run: what it makes, how it fits, in which formats, and where it goes."""
