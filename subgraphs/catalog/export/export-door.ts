import { nothingAtDoor, type Door } from '../../../kit/subgraph/door.ts';
import type { Exports } from './exports.ts';

const PATH = /^\/downloads\/([0-9a-f]{24})$/;
const FILE = {
  NDJSON: ['application/x-ndjson; charset=utf-8', 'products.ndjson'],
  CSV: ['text/csv; charset=utf-8; header=present', 'products.csv'],
} as const;

/** `GET /downloads/:id`, behind the gateway. Never kept by anybody on the way. */
export const exportDoor =
  (exports: Pick<Exports, 'opened'>): Door =>
  async ({ method, path, query }) => {
    const id = PATH.exec(path)?.[1];
    const opened = id && method !== 'PUT' ? await exports.opened(id, query) : null;
    if (!opened) return nothingAtDoor();
    const [contentType, name] = FILE[opened.format];
    const headers = {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    };
    return { status: 200, headers, body: method === 'HEAD' ? null : opened.bytes };
  };
