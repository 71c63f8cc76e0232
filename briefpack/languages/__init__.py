"""Facts about languages and writing: scripts, formats of dates and rows, catalogues, where lines end."""
