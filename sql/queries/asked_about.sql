-- Which questions speak of a word, the best matches first?
-- NL: Welke vragen gaan over een woord, de beste treffers eerst?
-- Grain: one row per question that holds one of the words, a plural of it or a compound with it.
-- :param words text required: Words in Dutch; plurals and compounds are found too: grondstof.
-- :param party text default NULL: Short name of the fractie that asks, as printed: BBB, GroenLinks-PvdA.
-- :param since date default NULL: Asked on this day or later.
-- :param until date default NULL: Asked on this day or earlier.
-- :param most integer default 20: Most questions that are shown.
SELECT dated_on AS asked_on, parties, text AS question, words_found, score, question_id
FROM search($words, party := $party, since := $since, until := $until, most := $most, of_kind := 'question')
ORDER BY words_found DESC, score DESC, question_id
