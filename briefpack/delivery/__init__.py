"""Out of the building: pages over finished files. Documents are seen as files, with the manifest that names them."""
