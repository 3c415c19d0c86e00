-- Which answers serve several questions at once, or only point to another answer?
-- NL: Welke antwoorden gelden voor meer vragen, of verwijzen alleen naar een ander antwoord?
-- Grain: one row per answer that is shared or only refers.
-- :param relation text default NULL: shared or refers; both when it is left out.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT
    answered_question.relation,
    count(*) AS questions,
    nullif(list_sort(list_distinct(flatten(list(answered_question.parties)))), []) AS parties,
    list(answered_question.label ORDER BY question.ordinal) AS labels,
    any_value(pointer.labels) AS refers_to_labels,
    any_value(answered_question.answer) AS answer,
    answered_question.answer_id
FROM answered_question
JOIN question ON question.question_id = answered_question.question_id
LEFT JOIN (
    SELECT pointed.answer_id, list(question.label ORDER BY question.ordinal, question.label) AS labels
    FROM (
        SELECT answer_id, refers_to_question_id AS question_id FROM question_answer
        UNION
        -- One answer may point to several questions: "Zie de antwoorden op de vragen 2, 6 en 8."
        SELECT answer_id, target_question_id FROM reference WHERE kind = 'answer'
    ) AS pointed
    JOIN question ON question.question_id = pointed.question_id
    GROUP BY pointed.answer_id
) AS pointer ON pointer.answer_id = answered_question.answer_id AND answered_question.relation = 'refers'
WHERE
    answered_question.relation <> 'own'
    AND ($relation IS NULL OR answered_question.relation = $relation)
    AND ($dossier IS NULL OR answered_question.dossier_number = $dossier)
GROUP BY answered_question.answer_id, answered_question.relation
ORDER BY questions DESC, length(answered_question.answer_id), answered_question.answer_id
