-- Grain: one row per request that an earlier paper already printed: written questions appear first alone, later with their answers.
CREATE OR REPLACE VIEW letter_repeat AS
SELECT letter_id, first_letter_id FROM linked.letter_repeats;

COMMENT ON COLUMN letter_repeat.letter_id IS 'The letter as the later paper prints it again.';
