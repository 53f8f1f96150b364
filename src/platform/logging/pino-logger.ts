import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config/config.js';
import { requestContext } from './request-context.js';

/** The process’s log: one JSON object a line on standard error, so that standard output stays free for results. */
export function createLogger(
  config: Pick<Config, 'log'>,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level: config.log.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => requestContext.getStore() ?? {},
      serializers: { err: describeError },
      redact: ['req.headers', 'email', 'password', 'token', 'authorization', '*.email', '*.password', '*.token'],
    },
    destination,
  );
}

/**
 * What is told of an error: its kind, code and stack, but not a failed statement’s parameters nor a driver’s `detail`,
 * which quote people’s data.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, table } = ((error as { driverError?: object }).driverError ?? error) as Record<
    string,
    unknown
  >;
  return { type: error.name, message: error.message, code, constraint, table, stack: error.stack };
}

/** An event with ids, at the level someone would want to be told. Inputs and personal data stay out. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  debug(event: object | string, message?: string): void {
    this.write('debug', event, message);
  }
  info(event: object | string, message?: string): void {
    this.write('info', event, message);
  }
  /** Nest’s own word for `info`; its start-up chatter is of interest only when looking for trouble. */
  log(event: object | string, message?: string): void {
    this.write('debug', event, message);
  }
  warn(event: object | string, message?: string): void {
    this.write('warn', event, message);
  }
  error(event: object | string, message?: string): void {
    this.write('error', event, message);
  }

  private write(level: 'debug' | 'info' | 'warn' | 'error', event: object | string, message?: string): void {
    if (typeof event === 'string') this.logger[level]({ context: message }, event);
    else this.logger[level](event, message);
  }
}
