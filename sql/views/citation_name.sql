-- Grain: one row per name under which a held paper can be cited.
CREATE OR REPLACE VIEW citation_name AS
SELECT name, min(publication_id) AS publication_id
FROM (
    SELECT publication_id AS name, publication_id FROM publication
    UNION ALL
    SELECT identifier.value, identifier.publication_id
    FROM identifier
    SEMI JOIN publication ON publication.publication_id = identifier.publication_id
    WHERE identifier.scheme = 'official'
) AS named
GROUP BY name;

COMMENT ON COLUMN citation_name.name IS 'Official identifier of the paper, now or earlier.';
COMMENT ON COLUMN citation_name.publication_id IS 'Paper with that name.';
