#!/bin/bash
# Starts a command with the settings that hold secrets, read from the files under /run/secrets.
# Why: what stands in `environment:` of a compose file is shown by `docker inspect`.
set -euo pipefail
umask 077
secret() { cat "/run/secrets/$1"; }
database="griffier:$(secret postgres_password)@postgres"
export AIRFLOW__CORE__FERNET_KEY="$(secret airflow_fernet_key)"
export AIRFLOW__API__SECRET_KEY="$(secret airflow_secret_key)"
export AIRFLOW__API_AUTH__JWT_SECRET="$(secret airflow_jwt_secret)"
# psycopg 3 serves both of Airflow's engines, so no second driver is needed.
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="postgresql+psycopg://$database/airflow"
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC="$AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
export GRIFFIER_LOG="postgresql://$database/griffier"
exec "$@"
