-- Rows of a made-up warehouse, of a size that synthetic_warehouse.py fills in. Every value comes from the number of its row.
-- The rows of a paper lie together and papers follow one another by date, as loads leave them.

-- Papers of a dossier lie within two years, as those of a bill do: all papers of kst-36867 in the catalogue are of one month. One
-- paper in thirty is of a dossier that runs for all years, as 22112 does (since 1998, with number 3185 in 2021): 20000 and further.
CREATE TEMP TABLE paper AS
SELECT
    i, hash(i) AS h, DATE '2005-01-01' + (i * 7300 // papers)::INTEGER AS day,
    CASE
        WHEN i % 3 = 0 THEN 'ah-ek-' || (2004 + year) || (2005 + year) || '-' || i
        WHEN i % 20 = 1 THEN 'kst-' || (20000 + i // 20 % (papers // 300 + 1)) || '-' || i
        ELSE 'kst-' || (30000 + i // span * dossiers + i % span % dossiers) || '-' || chr((65 + i % span // dossiers)::INTEGER)
    END AS id
FROM (
    SELECT i, papers, span, span // 20 + 1 AS dossiers, i * 20 // papers AS year
    FROM (SELECT i, papers, greatest(papers // 10, 20) AS span FROM (SELECT i, $papers::BIGINT AS papers FROM range($papers) AS t(i)))
);

INSERT INTO publication
SELECT id, 'EK', CASE WHEN i % 3 = 0 THEN 'schriftelijke_vragen' ELSE 'verslag_schriftelijk_overleg' END,
       CASE WHEN i % 3 = 0 THEN 'ah' ELSE 'kst' END,
       CASE WHEN i % 3 > 0 THEN split_part(id, '-', 2) END, CASE WHEN i % 3 > 0 THEN split_part(id, '-', 3) ELSE i::VARCHAR END,
       year(day) || '-' || (year(day) + 1), 'Paper ' || i, 'Dossier', 'Opgemaakt', day + 30, NULL, 1,
       'https://zoek.officielebekendmakingen.nl/' || id || '.html', 'application/xml', sha256(id), sha256(id), '1', '1', NULL, i + 1
FROM paper;

INSERT INTO publication_version
SELECT id, 1, (day + 30)::TIMESTAMPTZ, sha256(id), sha256(id), sha256(id), true, i + 1 FROM paper;

INSERT INTO publication_text SELECT id, text FROM paper JOIN passage ON passage.at = h % $passages ORDER BY i;

INSERT INTO identifier
SELECT id, unnest(['official', 'official', 'preferred_url']),
       unnest([id, 'kst-' || (1000000 + i), 'https://zoek.officielebekendmakingen.nl/' || id || '.html']), day
FROM paper;

INSERT INTO coverage
SELECT 'catalogue', id, 'EK', CASE WHEN i % 3 = 0 THEN 'ah' ELSE 'kst' END,
       CASE WHEN i % 3 > 0 THEN split_part(id, '-', 2) END, split_part(id, '-', 3), year(day) || '-' || (year(day) + 1), 'Paper ' || i,
       date_trunc('month', day)::DATE, CASE WHEN i % 50 = 0 THEN 'listed' ELSE 'held' END, day + 30, NULL
FROM paper;

INSERT INTO letter
SELECT * EXCLUDE i
FROM (
    SELECT id || '/letter-1', id, 1 AS n, 'request', day, 'Den Haag', NULL, NULL, 'minister', 'commissie ' || h % 14, day + 28, NULL, i
    FROM paper
    UNION ALL
    SELECT id || '/letter-2', id, 2, 'reply', day + (h % 90)::INTEGER, 'Den Haag', 'Naam ' || h % 60, 'minister', 'voorzitter',
           'commissie ' || h % 14, NULL, id || '/letter-1', i
    FROM paper WHERE i % 25 > 0
)
ORDER BY i, n;

INSERT INTO minister
SELECT id || '/minister-' || n, id, id || '/letter-2', n, CASE WHEN h % 3 = 0 THEN 'staatssecretaris' ELSE 'minister' END,
       'Portefeuille ' || (h + n) % 16, 'Naam ' || (h + n) % 60, n = 2, 'mnre' || (h + n) % 16, 'naam-' || (h + n) % 60, 'true'
FROM paper, range(1, 3) AS t(n) WHERE i % 25 > 0 AND (n = 1 OR h % 4 = 0)
ORDER BY i, n;

CREATE TEMP TABLE asked AS
SELECT id, n, i, h, hash(i, n) AS g, id || '/question-' || n AS question_id, id || '/answer-' || n AS answer_id
FROM paper, range(1, $per_paper + 1) AS t(n)
ORDER BY i, n;

INSERT INTO question
SELECT question_id, id, id || '/letter-1', n, 'fractie ' || g % 15, NULL, n::VARCHAR, NULL, left(text, 300), n * 100, n * 100 + 99
FROM asked JOIN passage ON passage.at = g % $passages
ORDER BY i, n;

INSERT INTO answer
SELECT answer_id, id, id || '/letter-2', n, text, n * 100, n * 100 + 99
FROM asked JOIN passage ON passage.at = (g // 7) % $passages WHERE i % 25 > 0 AND g % 40 > 0
ORDER BY i, n;

INSERT INTO question_answer
SELECT question_id, answer_id, id, 'own', NULL, 1.0 FROM asked WHERE i % 25 > 0 AND g % 40 > 0;

INSERT INTO reference
SELECT asked.id || '/reference-' || asked.n, asked.id, asked.id || '/letter-2', NULL,
       CASE WHEN asked.g % 40 > 0 AND asked.i % 25 > 0 THEN asked.answer_id END, NULL, 'kamerstuk',
       'Kamerstuk', CASE WHEN asked.g % 5 = 0 THEN 'kst-99999-' || asked.g % 1000 WHEN asked.g % 5 = 1 THEN 'dossier-' || (30000 + asked.g % 4000)
                         ELSE cited.id END,
       NULL, NULL, NULL, NULL, NULL, NULL, 'resolved', 1, 2, NULL
FROM asked JOIN paper AS cited ON cited.i = asked.g % $papers
ORDER BY asked.i, asked.n;

INSERT INTO commitment
SELECT id || '/commitment-1', id, id || '/letter-2', id || '/answer-1', 'Ik zal de Kamer informeren.', 'dit najaar',
       day + 200, 1, 2 FROM paper WHERE i % 25 > 0;

INSERT INTO asking_party SELECT question_id, party, publication_id FROM question;

INSERT INTO addressee SELECT letter_id, 1, publication_id, 'minister', NULL, 'mnre' || hash(letter_id) % 16 FROM letter WHERE kind = 'request'
