-- What a text consists of, for the loader, on a connection that has DuckDB's fts extension.

-- The words of a text in small letters without accents. Single letters are left out ('s, z'n, onderdeel a).
CREATE OR REPLACE TEMP MACRO forms_in(told) AS
    list_filter(regexp_extract_all(lower(strip_accents(told)), '[a-z0-9]+'), lambda form: length(form) > 1);

-- The stem of a word: Snowball's for Dutch, with what it leaves apart brought together. Plurals of words that end in
-- -ie and -ee (strategieen, ideeen), a consonant that is written twice before an ending (grondstoff-en, boss-en), and
-- v and z, which are f and s at the end of a word (briev-en, huiz-en).
CREATE OR REPLACE TEMP MACRO single(stem) AS
    CASE WHEN stem SIMILAR TO '.*(bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt|zz)' THEN left(stem, -1) ELSE stem END;
CREATE OR REPLACE TEMP MACRO hard(stem) AS
    CASE WHEN ends_with(stem, 'v') THEN left(stem, -1) || 'f' WHEN ends_with(stem, 'z') THEN left(stem, -1) || 's' ELSE stem END;
CREATE OR REPLACE TEMP MACRO stem_of(form) AS
    hard(single(stem(regexp_replace(form, '(ie|ee)en$', '\1'), 'dutch')));
