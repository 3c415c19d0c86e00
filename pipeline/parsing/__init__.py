"""A ``Document`` to rows: letters, questions, answers, ministers, references, commitments. Pure functions, no I/O."""
