-- Grain: one row per fractie and session year.
CREATE OR REPLACE VIEW party_activity AS
SELECT
    question.party,
    publication.session_year,
    count(*) AS questions,
    count_if(question.question_id IN (SELECT question_id FROM question_answer))::BIGINT AS answered,
    count(DISTINCT publication.publication_id) AS papers,
    count(DISTINCT publication.dossier_number) AS dossiers
FROM question
JOIN publication ON publication.publication_id = question.publication_id
WHERE question.party IS NOT NULL
GROUP BY question.party, publication.session_year;

COMMENT ON VIEW party_activity IS 'One row per fractie and session year.';
COMMENT ON COLUMN party_activity.party IS 'Short name of the fractie that asks; fracties that ask together (D66-Volt) have a row of their own.';
COMMENT ON COLUMN party_activity.session_year IS 'Vergaderjaar as two full years: 2025-2026; NULL where it is unknown.';
COMMENT ON COLUMN party_activity.questions IS 'Questions asked.';
COMMENT ON COLUMN party_activity.answered IS 'How many of them have an answer in the same paper.';
COMMENT ON COLUMN party_activity.papers IS 'Papers with a question of this fractie.';
COMMENT ON COLUMN party_activity.dossiers IS 'Dossiers in which it asks.';
