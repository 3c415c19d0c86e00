-- Grain: one row per fractie and session year.
CREATE OR REPLACE VIEW party_activity AS
SELECT party, session_year, states.*, papers, dossiers
FROM (
    SELECT
        asking_party.party,
        session_year,
        question_counts(state, overdue, deferred) AS states,
        count(DISTINCT question_state.publication_id) AS papers,
        count(DISTINCT dossier_number) AS dossiers
    FROM question_state
    JOIN asking_party ON asking_party.question_id = question_state.question_id
    GROUP BY asking_party.party, session_year
);

COMMENT ON VIEW party_activity IS 'One row per fractie and session year.';
COMMENT ON COLUMN party_activity.party IS 'Short name of the fractie that asks; a joint question counts once for each of its fracties.';
COMMENT ON COLUMN party_activity.papers IS 'Papers in which it asks.';
