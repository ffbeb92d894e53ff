# One image for every process of the directory; docker-compose.yml says which one a container runs.
# Debian, not Alpine: the packages with compiled parts (the query planner, the compiler) were tried on glibc.

FROM node:20.20.2-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm --ignore-scripts

FROM modules AS build
COPY . .
RUN npm run build

FROM modules AS production-modules
# The packaged search server is for machines without Docker.
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@gaubee

FROM node:20.20.2-bookworm-slim AS runtime
ENV NODE_ENV=production \
    NPM_CONFIG_CACHE=/tmp/.npm \
    NPM_CONFIG_LOGS_MAX=0 \
    NPM_CONFIG_UPDATE_NOTIFIER=false
WORKDIR /app
# Volumes that are first mounted here take over these owners, so that no container has to run as root.
RUN install --directory --owner=node --group=node --mode=0700 /keys/gateway /keys/member /keys/viewer /keys/search /keys/audit /keys/privacy /keys/witness \
    /keys/public /keys/wrapping /keys/backup /search-data /witness /tombstones /backup-keys /backups
COPY --from=production-modules /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/schema ./schema
COPY --from=build /app/subgraphs/privacy/policy/texts ./subgraphs/privacy/policy/texts
COPY --from=build /app/dist ./dist
USER 1000:1000
EXPOSE 4000 2525
CMD ["npm", "run", "--silent", "start:gateway"]
