"""What all Office files share: text fit for XML, languages, packages read from strangers and packed for readers."""
