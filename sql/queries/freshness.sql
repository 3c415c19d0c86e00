-- Up to which day does the warehouse know the source, and how complete is it?
-- NL: Tot welke dag zijn de gegevens bij, en hoe volledig zijn ze?
-- Grain: one row in all.
SELECT as_of, sample, last_event_at, last_letter_on, last_published_on, papers, letters, questions, answers, missing, quarantined, expected
FROM freshness
