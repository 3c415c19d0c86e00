-- Which answers serve several questions at once, or only point to another answer?
-- NL: Welke antwoorden gelden voor meer vragen, of verwijzen alleen naar een ander antwoord?
-- Grain: one row per answer that is shared or only refers.
-- :param relation text default NULL: shared or refers; both when it is left out.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT
    answered_question.relation,
    count(*) AS questions,
    list(DISTINCT answered_question.party ORDER BY answered_question.party) FILTER (answered_question.party IS NOT NULL) AS parties,
    list(answered_question.label ORDER BY question.ordinal) AS labels,
    list(DISTINCT pointed.label) FILTER (pointed.label IS NOT NULL) AS refers_to_labels,
    any_value(answered_question.answer) AS answer,
    answered_question.answer_id
FROM answered_question
JOIN question ON question.question_id = answered_question.question_id
JOIN question_answer AS link ON link.question_id = answered_question.question_id AND link.answer_id = answered_question.answer_id
LEFT JOIN question AS pointed ON pointed.question_id = link.refers_to_question_id
WHERE
    answered_question.relation <> 'own'
    AND ($relation IS NULL OR answered_question.relation = $relation)
    AND ($dossier IS NULL OR answered_question.dossier_number = $dossier)
GROUP BY answered_question.answer_id, answered_question.relation
ORDER BY questions DESC, length(answered_question.answer_id), answered_question.answer_id
