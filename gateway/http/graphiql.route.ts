import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const { resolve } = createRequire(import.meta.url);

const packaged = (name: string, file: string): string => join(dirname(resolve(`${name}/package.json`)), file);

/** What the page loads, from the installed packages: nothing comes from another host. */
const FILES: Record<string, { from: [name: string, file: string]; type: string }> = {
  'react.js': { from: ['react', 'umd/react.production.min.js'], type: 'text/javascript' },
  'react-dom.js': { from: ['react-dom', 'umd/react-dom.production.min.js'], type: 'text/javascript' },
  'graphiql.js': { from: ['graphiql', 'graphiql.min.js'], type: 'text/javascript' },
  'graphiql.css': { from: ['graphiql', 'graphiql.min.css'], type: 'text/css' },
};

const START = `
const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const query = '{\\n  searchProducts(query: "vana", first: 5) {\\n    totalCount { value }\\n    edges { node { name company { name verified } } }\\n  }\\n}';
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, { fetcher, defaultQuery: query }));
`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>GraphiQL</title><link rel="stylesheet" href="/graphiql/graphiql.css">
<style>html,body,#graphiql{height:100%;margin:0}</style></head>
<body><div id="graphiql">Loading…</div>
<script src="/graphiql/react.js"></script><script src="/graphiql/react-dom.js"></script><script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script></body></html>`;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The GraphiQL page at `/`, for development. */
export async function graphiqlRoutes(server: FastifyInstance): Promise<void> {
  const files = new Map(
    await Promise.all(
      Object.entries(FILES).map(
        async ([name, { from, type }]) => [name, { type, text: await readFile(packaged(...from), 'utf8') }] as const,
      ),
    ),
  );
  files.set('start.js', { type: 'text/javascript', text: START });
  server.get('/', (_request, reply) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
  );
  server.get<{ Params: { file: string } }>('/graphiql/:file', (request, reply) => {
    const file = files.get(request.params.file);
    return file ? reply.type(`${file.type}; charset=utf-8`).send(file.text) : reply.callNotFound();
  });
}
