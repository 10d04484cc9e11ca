# One image; the role is the argument: run (the default), migrate, reminders status, chat, assess, law check.

FROM python:3.13-slim-bookworm AS build
WORKDIR /source
RUN python -m venv /opt/muhlat
ENV PATH=/opt/muhlat/bin:$PATH
COPY constraints.txt .
RUN pip install --no-cache-dir --require-hashes --requirement constraints.txt
COPY pyproject.toml README.md LICENSE ./
COPY rules rules
COPY locales locales
COPY bot bot
RUN pip install --no-cache-dir --no-build-isolation --no-deps .

FROM python:3.13-slim-bookworm
COPY --from=build /opt/muhlat /opt/muhlat
# The data folder is the home of a user who may do nothing else; the volume outlives the container.
RUN useradd --system --uid 10001 --create-home --home-dir /data muhlat
ENV PATH=/opt/muhlat/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/muhlat.sqlite \
    LISTEN=0.0.0.0:8080
USER muhlat
WORKDIR /data
VOLUME /data
# Health and metrics, seen from outside only where somebody publishes the port.
EXPOSE 8080
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['LISTEN'].rpartition(':')[2] + '/health', timeout=8)"]
ENTRYPOINT ["muhlat"]
CMD ["run"]
