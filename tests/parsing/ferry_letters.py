"""The frame of a fictional consultation about ferries, as lines: tests put between its parts what
they are about.
"""

HEAD = """\
Eerste Kamer der Staten-Generaal
98 440 Vaste veerponten
"""
CONSULTATION = f"{HEAD}G VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n"
REQUEST = """\
# BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR
Aan de minister van Infrastructuur en Waterstaat
Den Haag, 3 maart 2026
"""
CHAIR = "@ De voorzitter van de vaste commissie voor Infrastructuur, J. Pont\n"
REPLY = """\
# BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 31 maart 2026
"""
MINISTER = """\
@ De minister van Infrastructuur en Waterstaat,
@ R. Veerman
"""
