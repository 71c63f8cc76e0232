"""The document tree, its Markdown, its slides and its spacing."""
