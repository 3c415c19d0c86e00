"""Bytes in any format to one ``Document``: the words of a letter, in order, with nothing that only the page needed."""
