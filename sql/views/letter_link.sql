-- Grain: one row per letter and request that it answers, defers or recalls, in the same paper or in an earlier one of the dossier.
CREATE OR REPLACE VIEW letter_link AS
SELECT letter_id, request_letter_id, link, certain FROM linked.letter_links;

COMMENT ON COLUMN letter_link.letter_id IS 'The reply, deferral or reminder.';
COMMENT ON COLUMN letter_link.link IS 'Evidence for the link: paper (both are in one paper), report (a memorie or nota, and the report on the bill before it), dossier (the latest unanswered request of the dossier before it).';
