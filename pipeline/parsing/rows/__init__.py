"""From what was found in a paper to the rows of the tables in sql/tables/."""
