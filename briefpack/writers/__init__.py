"""Writers: each turns a document tree into the bytes of one format and knows nothing of the others."""
