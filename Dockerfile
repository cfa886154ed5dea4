# The service in a small image: dependencies, bytecode and database are made once, here; the container only reads.
#   docker build -t skirmishes .
#   docker run --rm --read-only -p 8000:8000 -e SKIRMISHES_PUBLIC_URL=http://127.0.0.1:8000 skirmishes

FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/skirmishes

# Dependencies first: this layer is made again only when the lock file changes. That file is requirements.txt, the
# driver of PostgreSQL and what metrics need, with the same pins, since nobody can add a package to a read-only container.
# pip has an environment of its own, so that the one which is copied below has neither pip nor setuptools.
COPY requirements-container.txt ./
RUN python -m venv /opt/pip && python -m venv --without-pip /opt/venv \
    && /opt/pip/bin/pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes \
        -r requirements-container.txt
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1

COPY . ./
RUN python -m compileall -q --invalidation-mode unchecked-hash app migrations && python -m app seed


FROM python:3.13-slim-bookworm

# The base image has a pip, and a copy that makes new environments; a running service needs neither.
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3.*/ensurepip /usr/local/lib/python3.*/site-packages/pip*

WORKDIR /srv/skirmishes
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/skirmishes ./
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 SKIRMISHES_HOST=0.0.0.0 \
    SKIRMISHES_DRAIN_SECONDS=5

# Numbers, not names: an orchestrator can then see that it is not root, and that its group is not root's either.
# The files stay root's, so it cannot write.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["python", "-c", "\
import http.client, os, sys; \
server = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('SKIRMISHES_PORT', '8000')), timeout=2); \
server.request('GET', '/health/ready'); \
sys.exit(server.getresponse().status != 200)"]
CMD ["python", "-m", "app", "serve"]

# The version is given by whoever builds, from app/settings.py (see docs/operating.md). No label says when the image
# was made: two builds of one version hold the same data.
ARG VERSION
LABEL org.opencontainers.image.title="2024 Iran–Pakistan border skirmishes: a sourced record" \
    org.opencontainers.image.description="A read-only API and pages: who said what, in which sentence, citing which source" \
    org.opencontainers.image.licenses="MIT AND Apache-2.0 AND CC-BY-4.0 AND CC-BY-SA-4.0 AND ISC AND OFL-1.1" \
    org.opencontainers.image.version="${VERSION}"
