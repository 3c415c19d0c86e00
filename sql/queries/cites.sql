-- What does one paper cite, and where?
-- NL: Waar verwijst een stuk naar, en op welke plaats?
-- Grain: one row per citation of an official paper or document.
-- :param paper text required: The paper that cites, by any official identifier: kst-36867-C, ah-ek-20252026-5.
SELECT
    kind, target, text, footnote, coalesce(answer_id, question_id, letter_id, publication_id) AS cited_in, holds, cited_publication_id, url
FROM reference_holding
WHERE publication_id IN (SELECT $paper UNION ALL SELECT publication_id FROM identifier WHERE value = $paper)
ORDER BY length(reference_id), reference_id
