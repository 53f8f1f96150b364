# The whole project, compiled.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN ["npm", "ci"]
COPY . .
RUN ["npm", "run", "build"]
RUN ["npm", "prune", "--omit=dev"]
RUN ["mkdir", "-p", "/app/home/files"]

# What runs: the compiled code and its libraries, owned by root and run by an ordinary user who can change neither.
FROM node:22-slim
ENV NODE_ENV=production KETNOI_HOME=/var/lib/ketnoi HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# A volume that is mounted here is the ordinary user’s from the beginning.
COPY --from=build --chown=node:node /app/home /var/lib/ketnoi
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
