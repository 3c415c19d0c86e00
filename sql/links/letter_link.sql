-- Rows of the view letter_link, which states their grain.
WITH orphan AS MATERIALIZED (
    SELECT
        letter.letter_id, letter.kind, letter.dated_on, letter.publication_id, publication.kind AS paper_kind,
        publication.dossier_number, (length(publication.sub_number), publication.sub_number) AS place
    FROM letter
    JOIN publication ON publication.publication_id = letter.publication_id
    WHERE
        letter.in_reply_to IS NULL
        AND letter.kind IN ('reply', 'deferral', 'reminder')
        AND publication.dossier_number IS NOT NULL
),
request AS MATERIALIZED (
    SELECT
        letter.letter_id, letter.dated_on, letter.publication_id, publication.kind AS paper_kind,
        publication.dossier_number, (length(publication.sub_number), publication.sub_number) AS place
    FROM letter
    JOIN publication ON publication.publication_id = letter.publication_id
    ANTI JOIN letter_repeat ON letter_repeat.letter_id = letter.letter_id
    WHERE letter.kind = 'request' AND publication.dossier_number IN (SELECT dossier_number FROM orphan)
),
replied AS MATERIALIZED (
    SELECT in_reply_to AS letter_id, min(dated_on) AS first_on FROM letter WHERE kind = 'reply' AND in_reply_to IS NOT NULL GROUP BY 1
),
-- First memorie or nota after a report on a bill: it answers the report. One paper may answer several reports.
report AS (
    SELECT request.letter_id AS request_letter_id, arg_min(orphan.letter_id, orphan.place) AS letter_id
    FROM request
    JOIN orphan ON orphan.dossier_number = request.dossier_number AND orphan.place > request.place
    WHERE
        request.paper_kind = 'voorlopig_verslag'
        AND orphan.kind = 'reply'
        AND orphan.paper_kind IN ('memorie_van_antwoord', 'nota_naar_aanleiding_van_het_verslag')
    GROUP BY request.letter_id
),
-- Latest unanswered request before a deferral or reminder that is a paper of its own.
loose AS (
    SELECT
        orphan.letter_id,
        arg_max(request.letter_id, (request.dated_on, request.letter_id)) AS request_letter_id,
        count(*) = 1 AS certain
    FROM orphan
    JOIN request ON request.dossier_number = orphan.dossier_number AND request.dated_on <= orphan.dated_on
    LEFT JOIN (
        SELECT letter_id, first_on FROM replied
        UNION ALL
        SELECT report.request_letter_id, letter.dated_on FROM report JOIN letter ON letter.letter_id = report.letter_id
    ) AS replied ON replied.letter_id = request.letter_id
    WHERE
        orphan.kind IN ('deferral', 'reminder')
        AND request.publication_id <> orphan.publication_id
        AND (replied.first_on IS NULL OR replied.first_on >= orphan.dated_on)
    GROUP BY orphan.letter_id
)
SELECT
    letter.letter_id,
    coalesce(letter_repeat.first_letter_id, letter.in_reply_to) AS request_letter_id,
    'paper' AS link,
    true AS certain
FROM letter
LEFT JOIN letter_repeat ON letter_repeat.letter_id = letter.in_reply_to
WHERE letter.in_reply_to IS NOT NULL
UNION ALL
SELECT letter_id, request_letter_id, 'report', true FROM report
UNION ALL
SELECT letter_id, request_letter_id, 'dossier', certain FROM loose
