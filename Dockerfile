# The bot in a container: see bot/RUNNING.md. The steps are those of .ci/image, one a layer; what changes least comes first.
FROM python:3.11-slim

COPY .ci/image /build/.ci/image
COPY requirements.lock /build/
RUN /build/.ci/image models
RUN /build/.ci/image packages

COPY pyproject.toml README.md LICENSE manifest.json /build/
COPY bot /build/bot
COPY retrieval /build/retrieval
COPY prompts /build/prompts
COPY seeds /build/seeds
RUN /build/.ci/image program && rm -rf /build && useradd --uid 1000 positions && install -d -o positions /data /articles

USER positions
WORKDIR /data
ENV DATA=/data ARTICLES=/articles HOST=0.0.0.0 PORT=3000 HEALTH_PORT=8080 PYTHONUNBUFFERED=1
VOLUME ["/data"]
EXPOSE 3000 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["/app/venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/venv/bin/positions"]
CMD ["serve"]
