-- Rows of the view repeated_question, which states their grain.
SELECT question.question_id, letter_repeat.first_letter_id AS request_letter_id, 'letter' AS link
FROM question
JOIN letter AS home ON home.letter_id = question.letter_id
JOIN letter_repeat ON letter_repeat.letter_id = asking_letter(home.kind, home.letter_id, home.in_reply_to)
UNION ALL
-- The questions of a memorie or nota are repeats: it quotes the report that it answers.
SELECT question.question_id, min(letter_link.request_letter_id), 'report'
FROM question
JOIN letter_link ON letter_link.letter_id = question.letter_id
WHERE letter_link.link = 'report'
GROUP BY question.question_id
