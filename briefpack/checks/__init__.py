"""Everything that can be wrong with content, a brief or a document, in one list a stage."""
