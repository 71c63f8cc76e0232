"""How documents look: themes, typefaces and their outlines, pictures."""
