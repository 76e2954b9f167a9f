"""Links between the articles of a ledger, kept as they come in: stories, and what goes back to one text."""
