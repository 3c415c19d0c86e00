-- Grain: one row per question that repeats what an earlier paper asked: it counts there, not here.
CREATE OR REPLACE VIEW repeated_question AS
SELECT question_id, request_letter_id, link FROM linked.repeated_questions;

COMMENT ON COLUMN repeated_question.question_id IS 'The question as the later paper prints it again.';
COMMENT ON COLUMN repeated_question.request_letter_id IS 'The request that asked it first.';
