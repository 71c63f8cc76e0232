"""Show what audiences get: traces as lines for a terminal, as JSON, as a page and as a table for a spreadsheet.

Nothing here prints or writes a file: `tasks.py` does.
"""
