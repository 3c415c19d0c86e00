-- Grain: one row per question and repeat of it in a later paper.
CREATE OR REPLACE VIEW question_link AS
SELECT asked_question_id, question_id, link, likeness FROM linked.question_links;

COMMENT ON COLUMN question_link.question_id IS 'The question as a later paper prints it again; one repeat may take two questions together.';
