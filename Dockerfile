# One image for every service: Airflow and Griffier out of the lock file, run as a user without rights.
FROM python:3.12.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    UV_PROJECT_ENVIRONMENT=/opt/venv \
    UV_PYTHON_DOWNLOADS=never \
    PATH=/opt/venv/bin:$PATH

RUN useradd --uid 50000 --create-home --home-dir /home/griffier griffier \
    && install -d -o griffier -g griffier /var/lib/griffier /var/lib/airflow /opt/venv

WORKDIR /opt/griffier
COPY requirements-bootstrap.txt ./
RUN pip install --no-cache-dir --requirement requirements-bootstrap.txt

# docker-compose.distributed.yml adds the extras that several hosts need.
ARG EXTRAS=""

USER griffier
COPY --chown=griffier pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project --no-cache ${EXTRAS}
COPY --chown=griffier . .
RUN uv sync --locked --no-dev --no-cache ${EXTRAS}

ENV AIRFLOW_HOME=/var/lib/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/griffier/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/griffier/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=false \
    GRIFFIER_HOME=/var/lib/griffier
