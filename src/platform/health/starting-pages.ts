import { createServer, type Server } from 'node:http';
import { once } from 'node:events';

const ANSWERS: Record<string, [status: number, body: object]> = {
  '/healthz': [200, { status: 'ok' }],
  '/readyz': [503, { status: 'not ready', database: 'failed', migrations: 'failed', queue: 'failed' }],
};
const OTHERWISE: [status: number, body: object] = [503, { message: 'Ketnoi is starting' }];

/**
 * What a process answers, on the port of the service, until the service can: a machine that watches over it sees it alive and
 * not ready, and does not take it for dead while it waits for the database.
 */
export class StartingPages {
  private constructor(private readonly server: Server) {}

  static async open({ host, port }: { host: string; port: number }): Promise<StartingPages> {
    const server = createServer((request, response) => {
      const [status, body] = ANSWERS[request.url!.split('?')[0]!] ?? OTHERWISE;
      response
        .writeHead(status, {
          'content-type': 'application/json; charset=utf-8',
          'retry-after': '1',
          connection: 'close',
        })
        .end(JSON.stringify(body));
    });
    server.requestTimeout = 5_000;
    server.listen(port, host);
    await once(server, 'listening');
    return new StartingPages(server);
  }

  /** Frees the port. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
