"""Templates to Markdown: Jinja2, the words that templates say, and marks that trace them."""
