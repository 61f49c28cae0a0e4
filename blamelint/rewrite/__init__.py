"""Better sentences: recasts built from clauses, in the words of the sentence itself."""
