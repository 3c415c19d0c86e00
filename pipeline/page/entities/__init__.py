"""Pages of a dossier, person, party group, ministry and committee.

``kinds`` says for each kind which numbers and which lists its page shows, as SQL over the public
views. ``register`` knows the offices of a person by date, ``pages`` draws them.
"""
