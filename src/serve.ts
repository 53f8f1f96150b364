import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './platform/config/config.js';
import { createLogger } from './platform/logging/pino-logger.js';
import type { Role, Service } from './service.js';
import { startWhenPossible } from './start-when-possible.js';

/** Longer than any job may take to come to its next commit; after it the process leaves and the lease does the rest. */
const SHUTDOWN_MILLISECONDS = 25_000;

/**
 * Runs the service until SIGTERM or SIGINT: then it takes nothing new, finishes what it has in hand and leaves. A second
 * signal leaves at once.
 */
export async function serve(
  role: Role,
  config: Config,
  logger: Logger,
  onStart: (service: Service) => void,
): Promise<void> {
  // While it starts there is nothing in hand to finish.
  const leave = () => process.exit(0);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, leave);
  const service = await startWhenPossible(config, logger, role);
  for (const signal of ['SIGTERM', 'SIGINT']) process.off(signal, leave);
  onStart(service);
  const signal = await nextSignal();
  logger.info({ signal }, 'stopping: finishing the work in hand');
  const impatient = setTimeout(() => {
    logger.error('work in hand did not end in time; its leases will run out');
    process.exit(1);
  }, SHUTDOWN_MILLISECONDS);
  void nextSignal().then(() => process.exit(130));
  await service.close();
  clearTimeout(impatient);
  logger.info('stopped');
}

/** The whole life of a service process: read the environment, serve, end with the right exit code. */
export async function runServiceProcess(role: Role): Promise<void> {
  try {
    const config = readConfig();
    const logger = createLogger(config);
    await serve(role, config, logger, ({ url }) => logger.info({ url, role }, 'ketnoi is running'));
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(error instanceof ConfigError ? 2 : 3);
  }
}

/** What a person at a terminal is told of a failure: the sentence, not the stack, where we know what it means. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: string };
  if (code === 'ECONNREFUSED') {
    return `The database or the queue cannot be reached: ${error.message || code}. Check DATABASE_URL and REDIS_URL.`;
  }
  if (code === 'EADDRINUSE') return `${error.message}. Choose another port with PORT or --port.`;
  return error.message === '' ? (code ?? error.name) : error.message;
}

export function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const answer = (signal: NodeJS.Signals) => {
      process.off('SIGTERM', answer);
      process.off('SIGINT', answer);
      resolve(signal);
    };
    process.on('SIGTERM', answer);
    process.on('SIGINT', answer);
  });
}
