"""How letters put things: sentences, numbers of questions, party groups, and the turns of phrase of
members and government.
"""
