-- Who cites a paper, a dossier or a document of the European Union?
-- NL: Wie verwijst naar een stuk, een dossier of een document van de Europese Unie?
-- Grain: one row per paper that cites it, and name under which it does.
-- :param paper text required: What is cited: kst-22112-4103, dossier-36741, COM(2025)120, stb-2024-123.
SELECT citation.publication_id, publication.title, publication.published_on, citation.target, citation.citations
FROM citation
JOIN publication ON publication.publication_id = citation.publication_id
WHERE
    lower(citation.target) = lower($paper)
    OR citation.cited_publication_id IN (SELECT $paper UNION ALL SELECT publication_id FROM identifier WHERE value = $paper)
ORDER BY publication.published_on DESC NULLS LAST, citation.publication_id, citation.target
