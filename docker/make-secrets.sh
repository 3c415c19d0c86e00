#!/bin/bash
# Makes the secrets of the compose files, one file each, where they are not there yet.
# The folder is closed to others; the files can be read by the users inside the containers.
set -euo pipefail
umask 077
folder=$(dirname "$0")/../secrets
mkdir -p "$folder"
chmod 700 "$folder"
random() { python3 -c "import secrets; print(secrets.token_urlsafe($1), end='')"; }
fernet() { python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode(), end="")'; }
make() { [ -s "$folder/$1" ] || { "${@:2}" > "$folder/$1"; chmod 444 "$folder/$1"; echo "made secrets/$1"; }; }
make postgres_password random 24
make airflow_fernet_key fernet
make airflow_secret_key random 32
make airflow_jwt_secret random 64
make admin_password random 12
make redis_password random 24
make object_store_secret random 24
