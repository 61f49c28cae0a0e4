"""What a change touched: which files, as git tells, and which findings in them."""
