"""Reading English: who is meant, who did what, and what is claimed."""
