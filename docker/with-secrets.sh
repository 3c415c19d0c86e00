#!/bin/bash
# Starts a command with the settings that hold secrets, read from the files under /run/secrets.
# Why: what stands in `environment:` of a compose file is shown by `docker inspect`.
set -euo pipefail
umask 077
folder=${SECRETS_FOLDER:-/run/secrets}
secret() { cat "$folder/$1"; }
# A password of your own may have characters that an address would take for its own.
in_address() { secret "$1" | python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.stdin.read(), safe=""), end="")'; }
database="griffier:$(in_address postgres_password)@postgres"
export AIRFLOW__CORE__FERNET_KEY="$(secret airflow_fernet_key)"
export AIRFLOW__API__SECRET_KEY="$(secret airflow_secret_key)"
export AIRFLOW__API_AUTH__JWT_SECRET="$(secret airflow_jwt_secret)"
# psycopg 3 serves both of Airflow's engines, so no second driver is needed.
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="postgresql+psycopg://$database/airflow"
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC="$AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
export GRIFFIER_LOG="postgresql://$database/griffier"
# docker-compose.distributed.yml has two more.
if [ -e "$folder/redis_password" ]; then
  export AIRFLOW__CELERY__BROKER_URL="redis://:$(in_address redis_password)@redis:6379/0"
  export AIRFLOW__CELERY__RESULT_BACKEND="db+postgresql+psycopg://$database/airflow"
fi
if [ -e "$folder/object_store_secret" ]; then
  export AWS_SECRET_ACCESS_KEY="$(secret object_store_secret)"
fi
exec "$@"
