"""Begin to use blamelint in a repository: look at it, plan what to write, write it."""
