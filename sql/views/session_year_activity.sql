-- Grain: one row per session year: every question that was asked in it, once.
CREATE OR REPLACE VIEW session_year_activity AS
SELECT session_year, states.*, papers, dossiers
FROM (
    SELECT
        session_year,
        question_counts(state, overdue, deferred) AS states,
        count(DISTINCT publication_id) AS papers,
        count(DISTINCT dossier_number) AS dossiers
    FROM question_state
    GROUP BY session_year
);

COMMENT ON COLUMN session_year_activity.dossiers IS 'Dossiers in which they ask.';
