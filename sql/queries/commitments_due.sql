-- What have ministers promised that is still to come, and by when?
-- NL: Welke toezeggingen moeten nog worden nagekomen, en wanneer?
-- Grain: one row per promise whose deadline is ahead; a deferral that only announces the reply is left out.
-- :param until date default NULL: Due on this day or earlier.
-- :param ministry text default NULL: A part of the ministry's name, or its id in the register: Infrastructuur.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT due_on, days_left, due_text, ministers, portfolios, text, made_on, publication_id, commitment_id
FROM commitment_deadline
WHERE
    state = 'coming'
    AND ($until IS NULL OR due_on <= CAST($until AS DATE))
    AND ($ministry IS NULL OR letter_id IN (FROM letters_signed_by_ministry($ministry)))
    AND ($dossier IS NULL OR dossier_number = $dossier)
ORDER BY due_on, commitment_id
