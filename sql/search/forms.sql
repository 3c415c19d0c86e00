-- Forms and stems of words, for the loader; the connection needs DuckDB's fts extension.

-- Words of a text in lower case without accents, without single letters ('s, z'n, onderdeel a).
CREATE OR REPLACE TEMP MACRO forms_in(text) AS
    list_filter(regexp_extract_all(lower(strip_accents(text)), '[a-z0-9]+'), lambda form: length(form) > 1);

-- Stem of a word: Snowball's stem for Dutch with three repairs, so that singular and plural have one stem: plurals of words in
-- -ie and -ee (strategieen, ideeen), a doubled consonant before the ending (grondstoff-en, boss-en), and v and z for f and s
-- (briev-en, huiz-en).
CREATE OR REPLACE TEMP MACRO single(stem) AS
    CASE WHEN stem SIMILAR TO '.*(bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt|zz)' THEN left(stem, -1) ELSE stem END;
CREATE OR REPLACE TEMP MACRO hard(stem) AS
    CASE WHEN ends_with(stem, 'v') THEN left(stem, -1) || 'f' WHEN ends_with(stem, 'z') THEN left(stem, -1) || 's' ELSE stem END;
CREATE OR REPLACE TEMP MACRO stem_of(form) AS
    hard(single(stem(regexp_replace(form, '(ie|ee)en$', '\1'), 'dutch')));
