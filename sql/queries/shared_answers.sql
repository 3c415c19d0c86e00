-- Which answers serve several questions at once, or only point to another answer?
-- NL: Welke antwoorden gelden voor meer vragen, of verwijzen alleen naar een ander antwoord?
-- Grain: one row per answer that is shared or only refers.
-- :param relation text default NULL: shared or refers; both when it is left out.
-- :param dossier text default NULL: Number of the dossier without spaces: 36867, 36600-XV.
SELECT
    exchange.relation,
    count(*) AS questions,
    list(DISTINCT exchange.fraction ORDER BY exchange.fraction) FILTER (exchange.fraction IS NOT NULL) AS fractions,
    list(exchange.label ORDER BY question.ordinal) AS labels,
    list(DISTINCT pointed.label) FILTER (pointed.label IS NOT NULL) AS refers_to_labels,
    any_value(exchange.answer) AS answer,
    exchange.answer_id
FROM exchange
JOIN question ON question.question_id = exchange.question_id
JOIN question_answer AS tie ON tie.question_id = exchange.question_id AND tie.answer_id = exchange.answer_id
LEFT JOIN question AS pointed ON pointed.question_id = tie.refers_to_question_id
WHERE
    exchange.relation <> 'own'
    AND ($relation IS NULL OR exchange.relation = $relation)
    AND ($dossier IS NULL OR exchange.dossier_number = $dossier)
GROUP BY exchange.answer_id, exchange.relation
ORDER BY questions DESC, length(exchange.answer_id), exchange.answer_id
