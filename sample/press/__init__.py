"""The renderer of the fictional papers: from one authoring form to every official format.

It also produces the expected rows.
"""
