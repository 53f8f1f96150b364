import { type ArgumentsHost, Catch, HttpException } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { PinoLogger } from './pino-logger.js';

/** How Node says that a client went away in the middle of what it sent. */
const GONE = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/**
 * Keeps the framework from logging all that is thrown as its error, with a stack and the client's own words. What an
 * operation throws is answered and logged where the whole answer is made; over plain HTTP a fault of the client is told
 * by its status alone, and only what is left is ours.
 */
@Catch()
export class ThrownErrorsFilter extends BaseExceptionFilter {
  constructor(private readonly log: PinoLogger) {
    super();
  }

  override catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw thrown;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const refusal = refusalOf(thrown, request);
    if (refusal) this.log.info({ requestId: request.id, status: refusal.getStatus() }, 'request refused');
    super.catch(refusal ?? thrown, host);
  }
}

/** What a client is answered that did something wrong; null where it did not. */
function refusalOf(thrown: unknown, request: FastifyRequest): HttpException | null {
  if (thrown instanceof HttpException) return thrown.getStatus() < 500 ? thrown : null;
  const { statusCode = 500, code, message } = (thrown ?? {}) as { statusCode?: number; code?: string; message: string };
  if (statusCode >= 400 && statusCode < 500) return new HttpException({ statusCode, message }, statusCode);
  const isGone = request.raw.destroyed && GONE.has(code ?? '');
  return isGone ? new HttpException({ statusCode: 400, message: 'The body ended too early' }, 400) : null;
}
