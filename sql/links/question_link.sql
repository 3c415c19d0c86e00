-- Grain: one row per question and repeat of it in a later paper.
WITH repeat AS MATERIALIZED (
    SELECT
        question.question_id, question.party, question.label, link.request_letter_id, link.link,
        list_distinct(regexp_extract_all(lower(strip_accents(question.text)), '[a-z0-9]{3,}')) AS words
    FROM question
    JOIN (
        SELECT question_id, request_letter_id, link FROM repeated_question WHERE link = 'letter'
        UNION ALL
        SELECT question.question_id, letter_link.request_letter_id, letter_link.link
        FROM question
        JOIN letter_link ON letter_link.letter_id = question.letter_id
        WHERE letter_link.link = 'report'
    ) AS link ON link.question_id = question.question_id
),
asked AS MATERIALIZED (
    SELECT
        question_id, letter_id, party, label,
        list_distinct(regexp_extract_all(lower(strip_accents(text)), '[a-z0-9]{3,}')) AS words
    FROM question
    SEMI JOIN repeat ON repeat.request_letter_id = question.letter_id
),
candidate AS (
    SELECT asked.question_id AS asked_question_id, asked.words AS asked_words, repeat.*
    FROM asked
    JOIN repeat ON repeat.request_letter_id = asked.letter_id AND repeat.party IS NOT DISTINCT FROM asked.party
    WHERE repeat.link = 'report'
    UNION ALL
    -- The same letter numbers its questions alike in every paper that prints it.
    SELECT asked.question_id, asked.words, repeat.*
    FROM asked
    JOIN repeat ON repeat.request_letter_id = asked.letter_id AND repeat.label = asked.label
    WHERE repeat.link = 'letter'
),
pair AS (
    SELECT
        asked_question_id, question_id, link,
        round(len(list_intersect(asked_words, words)) / greatest(least(len(asked_words), len(words)), 1), 3) AS likeness
    FROM candidate
)
SELECT asked_question_id, question_id, link, likeness
FROM pair
-- A reply words questions anew: two of three words of the shorter wording must be in the other.
WHERE likeness >= 0.65
QUALIFY row_number() OVER (PARTITION BY asked_question_id, link, split_part(question_id, '/', 1) ORDER BY likeness DESC, length(question_id), question_id) = 1
