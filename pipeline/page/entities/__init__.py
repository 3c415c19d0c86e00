"""Pages of a dossier, person, party group, ministry and committee.

``kinds`` defines the numbers and lists on the page of each kind, as SQL over the public views.
``pages`` draws them.
"""
