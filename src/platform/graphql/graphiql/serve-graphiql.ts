import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

const FILES: Record<string, { from: string; file: string; type: string }> = {
  'react.js': { from: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { from: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { from: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { from: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
};

/** By its place in the package: what a package lets others import does not name the files that are for browsers. */
const pathOf = (from: string, file: string): string => join(dirname(require.resolve(`${from}/package.json`)), file);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Ketnoi GraphiQL</title>
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
    <link rel="icon" href="data:," />
    <style>html, body, #graphiql { height: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

const START = `ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
`;

const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:";

/** GraphiQL for development, all of it from installed packages. */
export function serveGraphiql(app: FastifyInstance): void {
  const html = (_request: unknown, reply: import('fastify').FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(PAGE);
  app.get('/graphiql', html);
  app.get('/graphiql/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  for (const [name, { from, file, type }] of Object.entries(FILES)) {
    app.get(`/graphiql/${name}`, (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('cache-control', 'public, max-age=86400')
        .send(createReadStream(pathOf(from, file))),
    );
  }
}
