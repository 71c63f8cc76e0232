"""All that Office files share: text as XML, packages packed for readers, and untrusted ones read within limits."""
