"""What a pack holds: its models, its files read and linked, and how each audience sees them in each language."""
