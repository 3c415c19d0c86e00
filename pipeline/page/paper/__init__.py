"""The page of one paper: text, rows found in it, versions, citation, correction."""
