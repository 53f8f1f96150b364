import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../platform/config/config.js';
import { createLogger } from '../platform/logging/pino-logger.js';
import { serve } from '../serve.js';
import type { Role } from '../service.js';
import { output } from './terminal.js';

export function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError('a whole number from 0 to 65535.');
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('runs the service: API, worker, or both in one process')
    .addOption(new Option('--role <role>', 'what this process does').choices(['all', 'api', 'worker']).default('all'))
    .option('--port <port>', 'where to listen (default: PORT or 3000)', portNumber)
    .addHelpText('after', '\nExample:\n  $ ketnoi serve --role api --port 8080')
    .action(async ({ role, port }: { role: Role; port?: number }) => {
      const config = readConfig();
      if (port !== undefined) config.http.port = port;
      const { note } = output(false);
      await serve(role, config, createLogger(config), ({ url }) => {
        note(`Ketnoi is running at ${url}/graphql`);
        if (config.mode !== 'production') note(`GraphiQL:         ${url}/graphiql`);
      });
    });
}
