-- Grain: one row per office holder in the register: the one name under which people are shown.
CREATE TABLE person (
    person_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (person_id)
);

COMMENT ON COLUMN person.person_id IS 'Key of the person in the register.';
COMMENT ON COLUMN person.name IS 'First name and surname; letters may print another form.';
