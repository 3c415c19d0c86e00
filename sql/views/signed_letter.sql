-- Grain: one row per letter that ministers sign: their names and portfolios in the order of the signatures.
CREATE OR REPLACE VIEW signed_letter AS
SELECT letter_id, ministers, printed_names, portfolios FROM linked.signed_letters;
