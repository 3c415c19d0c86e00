-- Which promises of ministers are past their deadline?
-- NL: Van welke toezeggingen is de termijn verstreken?
-- Grain: one row per promise whose deadline has passed; a deferral that only announces the reply is left out.
-- :param since date default NULL: Due on this day or later.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT due_on, -days_left AS days_past, due_text, ministers, portfolios, text, made_on, followed_by, publication_id, commitment_id
FROM commitment_deadline
WHERE
    deadline_passed
    AND ($since IS NULL OR due_on >= CAST($since AS DATE))
    AND ($ministry IS NULL OR letter_id IN (FROM letters_signed_by_ministry($ministry)))
    AND ($dossier IS NULL OR dossier_number = $dossier)
ORDER BY due_on DESC, commitment_id
