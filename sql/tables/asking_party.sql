-- Grain: one row per question and party group that asks it: a joint question has one for each of its parties.
CREATE TABLE asking_party (
    question_id VARCHAR NOT NULL CHECK (starts_with(question_id, publication_id || '/question-') AND regexp_matches(substring(question_id, length(publication_id) + 1), '^/question-[0-9]+$')),
    party VARCHAR NOT NULL,
    publication_id VARCHAR NOT NULL,
    PRIMARY KEY (question_id, party)
);

COMMENT ON COLUMN asking_party.question_id IS 'Question that is asked.';
COMMENT ON COLUMN asking_party.party IS 'Short name of one fractie (party group): D66 and Volt for a question of D66-Volt; for written questions the parties of their askers.';
