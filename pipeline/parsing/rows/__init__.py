"""Conversion of a parsed paper into rows of the tables in sql/tables/."""
