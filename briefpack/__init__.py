"""Write the facts once, as YAML; build the briefing documents of every audience from them."""

__version__ = "0.1.0"
