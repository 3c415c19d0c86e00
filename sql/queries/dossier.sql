-- Which letters and papers make up a dossier, in the order of their dates?
-- NL: Welke brieven en stukken vormen een dossier, op volgorde van datum?
-- Grain: one row per letter in the dossier, per paper without letters, and per paper that is known and not held.
-- :param dossier text required: Number of the dossier without spaces: 36867, 36600-XV.
SELECT happened_on, what, sub_number, kind, sender, recipient, questions, publication_id, letter_id, title
FROM dossier_timeline
WHERE dossier_number = $dossier
-- B goes before AA.
ORDER BY happened_on NULLS LAST, length(sub_number), sub_number, length(letter_id), letter_id
