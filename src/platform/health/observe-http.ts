import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { PinoLogger } from '../logging/pino-logger.js';
import { Metrics } from './metrics.js';

/** Measures and logs each answer by route, never by its words: paths and bodies hold people’s data. */
export function observeHttp(fastify: FastifyInstance, app: INestApplicationContext): void {
  const metrics = app.get(Metrics);
  const log = app.get(PinoLogger);
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    const status = String(reply.statusCode);
    metrics.httpSeconds.observe({ method: request.method, route, status }, seconds);
    const event = {
      requestId: request.id,
      method: request.method,
      route,
      status,
      milliseconds: Math.round(seconds * 1000),
    };
    if (route === '/graphql') log.info(event, 'answered');
    else log.debug(event, 'answered');
  });
}
