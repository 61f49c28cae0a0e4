"""The editor's front end: a language server over standard streams or TCP."""
