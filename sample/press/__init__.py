"""The small press that renders the fictional papers: one authoring form in, every official format
and the truth out.
"""
