-- Rows of the view question_link, which states their grain.
WITH repeat AS MATERIALIZED (
    SELECT
        question.question_id, question.party, question.label, link.request_letter_id, link.link,
        words_of(question.text) AS words
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
        words_of(text) AS words
    FROM question
    SEMI JOIN repeat ON repeat.request_letter_id = question.letter_id
),
candidate AS (
    SELECT asked.question_id AS asked_question_id, asked.words AS asked_words, repeat.*
    FROM asked
    JOIN repeat ON repeat.request_letter_id = asked.letter_id AND repeat.party IS NOT DISTINCT FROM asked.party
    WHERE repeat.link = 'report'
    UNION ALL
    -- Why by number: a letter has the same numbers in every paper that prints it.
    SELECT asked.question_id, asked.words, repeat.*
    FROM asked
    JOIN repeat ON repeat.request_letter_id = asked.letter_id AND repeat.label = asked.label
    WHERE repeat.link = 'letter'
),
pair AS (
    SELECT
        asked_question_id, question_id, link,
        likeness(asked_words, words) AS likeness
    FROM candidate
)
SELECT asked_question_id, question_id, link, likeness
FROM pair
-- Why 0.65: a reply rewords questions. Of 30 questions that kst-36741 prints twice, the lowest likeness is 0.88; of 222 pairs of
-- its other questions the highest is 0.56. Of 4,601 pairs of different questions of one party in one paper, in 55 real papers,
-- 16 reach 0.65.
WHERE likeness >= 0.65
QUALIFY row_number() OVER (PARTITION BY asked_question_id, link, parse_dirpath(question_id) ORDER BY likeness DESC, length(question_id), question_id) = 1
