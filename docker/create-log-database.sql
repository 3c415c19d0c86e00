-- Airflow keeps its own database; the event log gets one for itself, so that each is backed up on its own terms.
CREATE DATABASE griffier;
