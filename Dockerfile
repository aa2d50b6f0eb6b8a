# Untested: docs/containers.md says what was checked.
FROM node:24-slim AS package
WORKDIR /package
COPY . .
RUN npm ci --ignore-scripts && npm pack --pack-destination /

FROM node:24-alpine
COPY --from=package /lms-mock-*.tgz /tmp/
RUN npm install --global --ignore-scripts /tmp/lms-mock-*.tgz && rm -r /tmp/* /root/.npm
USER node
# Other containers can only reach a server that listens on all interfaces.
ENV LMS_MOCK_HOST=0.0.0.0 LMS_MOCK_PORT=4010
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD ["sh", "-c", "lms-mock wait http://127.0.0.1:$LMS_MOCK_PORT --timeout 2"]
ENTRYPOINT ["lms-mock"]
