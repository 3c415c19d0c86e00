-- Grain: one row per question for which the warehouse holds no answer.
CREATE OR REPLACE VIEW unanswered_question AS
SELECT
    question.question_id,
    question.publication_id,
    publication.chamber,
    publication.kind,
    publication.dossier_number,
    publication.sub_number,
    publication.session_year,
    publication.title,
    question.party,
    question.askers,
    question.label,
    question.text AS question,
    home.recipient,
    home.committee,
    home.dated_on AS asked_on,
    date_diff('day', home.dated_on, load.as_of) AS open_days,
    coalesce(promise.due_on, home.reply_due_on) AS due_on,
    coalesce(coalesce(promise.due_on, home.reply_due_on) < load.as_of, false) AS overdue,
    home.kind = 'reply' OR reply.letter_id IS NOT NULL AS replied,
    load.as_of,
    publication.source_url
FROM question
ANTI JOIN question_answer AS tie ON tie.question_id = question.question_id
ANTI JOIN (
    -- Written questions appear first alone (kv), later with their answers (ah): sent in on one day, with one first question.
    SELECT alone.publication_id
    FROM publication AS alone
    JOIN letter AS sent ON sent.publication_id = alone.publication_id AND sent.kind = 'request'
    JOIN question AS first_alone ON first_alone.publication_id = alone.publication_id AND first_alone.ordinal = 1
    JOIN letter AS same_day ON same_day.dated_on = sent.dated_on AND same_day.kind = 'request'
    JOIN publication AS answered ON answered.publication_id = same_day.publication_id AND answered.series = 'ah'
    JOIN question AS first_answered ON first_answered.publication_id = answered.publication_id AND first_answered.ordinal = 1
    WHERE alone.series = 'kv' AND jaro_winkler_similarity(first_alone.text, first_answered.text) > 0.95
    UNION ALL
    -- A voorlopig verslag only asks; a later paper of its dossier repeats each question with its answer.
    SELECT asking.publication_id
    FROM publication AS asking
    JOIN publication AS answering ON answering.dossier_number = asking.dossier_number
    WHERE
        asking.kind = 'voorlopig_verslag'
        AND answering.kind IN ('memorie_van_antwoord', 'nota_naar_aanleiding_van_het_verslag')
        AND (length(answering.sub_number), answering.sub_number) > (length(asking.sub_number), asking.sub_number)
) AS elsewhere ON elsewhere.publication_id = question.publication_id
JOIN publication ON publication.publication_id = question.publication_id
JOIN letter AS home ON home.letter_id = question.letter_id
CROSS JOIN load
-- A deferral (uitstel) promises a later day than the request asked for.
LEFT JOIN (
    SELECT in_reply_to AS letter_id, max(reply_due_on) AS due_on
    FROM letter
    WHERE kind = 'deferral' AND reply_due_on IS NOT NULL
    GROUP BY in_reply_to
) AS promise ON promise.letter_id = home.letter_id
LEFT JOIN (SELECT DISTINCT in_reply_to AS letter_id FROM letter WHERE kind = 'reply') AS reply
    ON reply.letter_id = home.letter_id;

COMMENT ON VIEW unanswered_question IS 'One row per question for which the warehouse holds no answer.';
COMMENT ON COLUMN unanswered_question.question_id IS 'Key of the question.';
COMMENT ON COLUMN unanswered_question.publication_id IS 'Publication, by its official identifier.';
COMMENT ON COLUMN unanswered_question.chamber IS 'Chamber that published the paper: EK (Eerste Kamer) or TK (Tweede Kamer).';
COMMENT ON COLUMN unanswered_question.kind IS 'Kind of paper: verslag_schriftelijk_overleg, schriftelijke_vragen and so on.';
COMMENT ON COLUMN unanswered_question.dossier_number IS 'Dossier without spaces: 36867, 36600-XV; NULL for papers of no dossier.';
COMMENT ON COLUMN unanswered_question.sub_number IS 'Ondernummer within the dossier (A, B, 12), or number of the written questions.';
COMMENT ON COLUMN unanswered_question.session_year IS 'Vergaderjaar as two full years: 2025-2026.';
COMMENT ON COLUMN unanswered_question.title IS 'Title of the paper.';
COMMENT ON COLUMN unanswered_question.party IS 'Short name of the fractie that asks; joined by a hyphen where several ask under one heading (D66-Volt); NULL when none is named or when members of several parties ask.';
COMMENT ON COLUMN unanswered_question.askers IS 'Members who send in written questions, with their party, as printed; an empty list where a fractie asks through a committee.';
COMMENT ON COLUMN unanswered_question.label IS 'Number of the question within its fractie or paper: 1, 1a.';
COMMENT ON COLUMN unanswered_question.question IS 'The question in clean text.';
COMMENT ON COLUMN unanswered_question.recipient IS 'Office to whom it is addressed, as printed.';
COMMENT ON COLUMN unanswered_question.committee IS 'Committee that asks, as printed.';
COMMENT ON COLUMN unanswered_question.asked_on IS 'Date of the letter that asks.';
COMMENT ON COLUMN unanswered_question.open_days IS 'Days from asking to as_of.';
COMMENT ON COLUMN unanswered_question.due_on IS 'Day before which a reply was asked, or promised by a deferral (uitstel); NULL where no term is stated.';
COMMENT ON COLUMN unanswered_question.overdue IS 'Whether that day was before as_of; false where no term is stated.';
COMMENT ON COLUMN unanswered_question.replied IS 'Whether the paper holds a reply to the letter, which leaves this question out.';
COMMENT ON COLUMN unanswered_question.as_of IS 'Day up to which the warehouse knows the source (load.as_of): what is open or overdue is so as of this day.';
COMMENT ON COLUMN unanswered_question.source_url IS 'Address of the file that was read.';
