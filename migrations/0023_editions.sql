-- In which edition a certificate was examined, so that those of an older one are found. What is empty here is worked out from
-- the logs of the awards when the program starts.

ALTER TABLE holding ADD COLUMN edition TEXT;                               -- its year; empty when it is not known
