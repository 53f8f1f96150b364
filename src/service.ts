import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { refuseSkewedClock } from './platform/database/clock-skew.js';
import { newId } from './platform/database/new-id.js';
import { openDatabase } from './platform/database/open-database.js';
import { serveGraphiql } from './platform/graphql/graphiql/serve-graphiql.js';
import { OperationRunner } from './platform/graphql/operation-runner.js';
import { Sockets } from './platform/graphql/sockets/sockets.js';
import { observeHttp } from './platform/health/observe-http.js';
import { Connections } from './platform/http/connections.js';
import { HTTP_LIMITS } from './platform/http/http-limits.js';
import { BackgroundWork } from './platform/jobs/background-work.js';
import { endWhereStuck } from './platform/jobs/stuck-process.js';
import { PinoLogger } from './platform/logging/pino-logger.js';
import { prepareDatabase } from './prepare-database.js';
import type { OpenDatabase } from './platform/database/open-database.js';

export type Role = 'all' | 'api' | 'worker';

export interface Service {
  app: NestFastifyApplication;
  /** Where the API answers; for a worker only its health pages do. */
  url: string;
  database: OpenDatabase;
  close(): Promise<void>;
}

/** Opens the database, builds the application and starts what the role asks for. `beforeListening` frees the port. */
export async function startService(
  config: Config,
  logger: Logger,
  role: Role,
  beforeListening: () => Promise<void> = async () => undefined,
): Promise<Service> {
  const database = await openDatabase(config, logger, (ownerUrl) => prepareDatabase(ownerUrl, logger));
  let app: NestFastifyApplication | null = null;
  let stopWatching = (): void => undefined;
  const close = async (): Promise<void> => {
    stopWatching();
    await app?.close();
    await database.close();
  };
  try {
    app = await createApp(config, logger, database);
    const dataSource = app.get(DataSource);
    await refuseSkewedClock((sql) => dataSource.query(sql));
    if (role === 'worker') answerHealthOnly(app);
    if (role !== 'api') {
      // Before the first job: the one that stands still may be the one that a restart takes up.
      stopWatching = endWhereStuck(config.jobs.leaseSeconds);
      await app.get(BackgroundWork).start();
    }
    await beforeListening();
    await app.listen({ host: config.http.host, port: config.http.port });
    return { app, url: await app.getUrl(), database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A worker’s port is for the machines that watch it; the API has processes of its own. */
function answerHealthOnly(app: NestFastifyApplication): void {
  const health = new Set(['/healthz', '/readyz', '/metrics']);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (!health.has(request.url.split('?')[0]!)) {
        await reply.code(404).send({ message: 'This is a worker: it answers /healthz, /readyz and /metrics' });
      }
    });
}

/** The application on an open database, not yet listening. */
export async function createApp(
  config: Config,
  logger: Logger,
  database: OpenDatabase,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: config.http.bodyLimitBytes,
    trustProxy: (_address, hop) => hop < config.http.trustedProxies,
    genReqId: () => newId(),
    requestTimeout: HTTP_LIMITS.requestMilliseconds,
    http: { headersTimeout: HTTP_LIMITS.headMilliseconds, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot({ config, database, logger }),
    adapter,
    { logger: new PinoLogger(logger), abortOnError: false },
  );
  const fastify = adapter.getInstance();
  await fastify.register(helmet as never);
  fastify.decorate('operationRunner', { getter: () => app.get(OperationRunner) });
  fastify.decorate('sockets', { getter: () => app.get(Sockets) });
  observeHttp(fastify as never, app);
  const connections = new Connections(fastify.server, config.http.connections);
  fastify.addHook('preClose', async () => connections.finish());
  if (config.mode !== 'production') serveGraphiql(fastify as never);
  try {
    await app.init();
  } catch (error) {
    // What was opened before the failure would otherwise keep the process alive.
    await app.close().catch(() => undefined);
    throw error;
  }
  return app;
}
