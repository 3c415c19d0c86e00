"""Language of letters: sentences, question numbers, party groups, phrases of both sides."""
