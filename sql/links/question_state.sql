-- State of each question of the view asked_question.
WITH RECURSIVE pointer AS MATERIALIZED (
    SELECT question_id, refers_to_question_id FROM question_answer WHERE relation = 'refers' AND refers_to_question_id IS NOT NULL
),
-- Questions with an answer that only points to another answer, if that other one (or the one it points to) is an answer.
pointed AS (
    SELECT pointer.question_id
    FROM pointer
    JOIN question_answer AS target ON target.question_id = pointer.refers_to_question_id
    WHERE target.relation <> 'refers' OR target.refers_to_question_id IS NULL
    UNION
    SELECT pointer.question_id FROM pointer JOIN pointed ON pointed.question_id = pointer.refers_to_question_id
),
repeat AS MATERIALIZED (
    SELECT
        asked_question_id, question_id,
        question_id IN (SELECT question_id FROM question_answer WHERE relation <> 'refers' OR refers_to_question_id IS NULL)
            OR question_id IN (FROM pointed) AS answered
    FROM question_link
),
elsewhere AS MATERIALIZED (
    SELECT asked_question_id AS question_id, min(question_id) FILTER (answered) AS answered_as
    FROM repeat
    GROUP BY asked_question_id
),
link AS MATERIALIZED (
    SELECT
        letter_link.request_letter_id AS letter_id,
        -- Why: a question of a report that the reply does not repeat counts as answered with the others.
        min(letter.letter_id) FILTER (letter_link.link = 'report') AS reply_letter_id,
        bool_or(letter.kind = 'reply') AS replied,
        bool_or(letter.kind = 'deferral') AS deferred,
        max(letter.reply_due_on) FILTER (letter.kind = 'deferral') AS due_on
    FROM letter_link
    JOIN letter ON letter.letter_id = letter_link.letter_id
    GROUP BY letter_link.request_letter_id
),
status AS (
    SELECT
        question.question_id,
        question.letter_id,
        asking_letter(home.kind, home.letter_id, home.in_reply_to) AS request_letter_id,
        home.kind = 'reply' AS in_reply,
        question.question_id IN (SELECT question_id FROM question_answer WHERE relation <> 'refers' OR refers_to_question_id IS NULL)
            OR question.question_id IN (FROM pointed) AS answered_here,
        elsewhere.question_id IS NOT NULL AS repeated,
        elsewhere.answered_as,
        coalesce(elsewhere.answered_as, question.question_id) AS answering_question_id,
        question.ordinal
    FROM question
    ANTI JOIN repeated_question ON repeated_question.question_id = question.question_id
    JOIN letter AS home ON home.letter_id = question.letter_id
    LEFT JOIN elsewhere ON elsewhere.question_id = question.question_id
)
SELECT
    status.question_id,
    status.letter_id,
    status.request_letter_id,
    CASE
        WHEN status.answered_here THEN 'answered'
        WHEN status.answered_as IS NOT NULL OR NOT status.repeated AND link.reply_letter_id IS NOT NULL THEN 'answered_elsewhere'
        ELSE 'open'
    END AS state,
    CASE WHEN state = 'answered_elsewhere' THEN parse_dirpath(coalesce(status.answered_as, link.reply_letter_id)) END
        AS answered_in,
    CASE WHEN state = 'answered_elsewhere' THEN status.answered_as END AS answered_as,
    state = 'open' AND coalesce(link.deferred, false) AS deferred,
    link.due_on AS deferred_until,
    coalesce(link.due_on, request.reply_due_on) AS due_on,
    status.in_reply OR coalesce(link.replied, false) AS replied,
    status.ordinal,
    asking.parties,
    request.dated_on AS asked_on,
    request.recipient,
    request.committee,
    -- Question that has the answers to this one; NULL where there are none.
    CASE WHEN status.answering_question_id IN (SELECT question_id FROM question_answer) THEN status.answering_question_id END AS answering_question_id
FROM status
LEFT JOIN letter AS request ON request.letter_id = status.request_letter_id
LEFT JOIN link ON link.letter_id = status.request_letter_id
LEFT JOIN (SELECT question_id, list(party ORDER BY party) AS parties FROM asking_party GROUP BY question_id) AS asking
    ON asking.question_id = status.question_id
