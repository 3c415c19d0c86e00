-- Grain: one row per letter inside a publication: a verslag van een schriftelijk overleg holds a request and a reply.
CREATE TABLE letter (
    letter_id VARCHAR NOT NULL CHECK (letter_id = publication_id || '/letter-' || ordinal),
    publication_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    kind VARCHAR NOT NULL CHECK (kind IN ('request', 'reply', 'deferral', 'reminder', 'other')),
    dated_on DATE,
    place VARCHAR,
    sender VARCHAR,
    sender_role VARCHAR,
    recipient VARCHAR,
    committee VARCHAR,
    reply_due_on DATE,
    in_reply_to VARCHAR,
    PRIMARY KEY (letter_id)
);

COMMENT ON COLUMN letter.letter_id IS 'Key: publication_id/letter-<ordinal>; the same text gives the same key in every rebuild.';
COMMENT ON COLUMN letter.ordinal IS 'Place among the letters of the publication, from 1.';
COMMENT ON COLUMN letter.kind IS 'request (asks), reply (answers), deferral (uitstel), reminder (rappel) or other.';
COMMENT ON COLUMN letter.dated_on IS 'Date of the letter; for written questions the day sent in (ingezonden) or received (ontvangen).';
COMMENT ON COLUMN letter.place IS 'Place in the date line, such as Den Haag.';
COMMENT ON COLUMN letter.sender IS 'Name of the first signatory, as printed.';
COMMENT ON COLUMN letter.sender_role IS 'Office of the first signatory, as printed.';
COMMENT ON COLUMN letter.recipient IS 'Office that it is addressed to, as printed after Aan.';
COMMENT ON COLUMN letter.committee IS 'Committee that writes or is written to, as printed.';
COMMENT ON COLUMN letter.reply_due_on IS 'Day before which a reply is requested or promised; NULL where the letter states no deadline.';
COMMENT ON COLUMN letter.in_reply_to IS 'letter_id of the request that this letter answers, defers or recalls, where both are in the same publication.';
