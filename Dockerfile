# The service in a small image: dependencies, bytecode and database are made once, here; the container only reads.
#   docker build -t skirmishes .
#   docker run --rm --read-only -p 8000:8000 -e SKIRMISHES_PUBLIC_URL=http://127.0.0.1:8000 skirmishes

FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/skirmishes

# Dependencies first: this layer is made again only when the lock file changes.
COPY requirements.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1

COPY . ./
RUN python -m compileall -q --invalidation-mode unchecked-hash app migrations && python -m app seed


FROM python:3.13-slim-bookworm
WORKDIR /srv/skirmishes
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/skirmishes ./
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 SKIRMISHES_HOST=0.0.0.0 \
    SKIRMISHES_DRAIN_SECONDS=5

# A number, not a name: an orchestrator can then see that it is not root. The files stay root's, so it cannot write.
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["python", "-c", "\
import http.client, os, sys; \
server = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('SKIRMISHES_PORT', '8000')), timeout=2); \
server.request('GET', '/health/ready'); \
sys.exit(server.getresponse().status != 200)"]
CMD ["python", "-m", "app", "serve"]
