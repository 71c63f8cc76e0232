"""A live preview: documents as they are now, in a browser on this machine, made again whenever a file is saved."""
