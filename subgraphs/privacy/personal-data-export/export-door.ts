import type { Door, DoorAnswer } from '../../../kit/subgraph/door.ts';
import { nothingAtDoor } from '../../../kit/subgraph/door.ts';
import type { ExportDownloads } from './export-downloads.ts';
import { linkPage, nothingPage } from './export-pages.ts';
import { exportSchema, SCHEMA_PATH } from './export-schema.ts';
import { PAGE_POLICY } from './html.ts';
import type { PersonalDataExportRecord } from './personal-data-export.record.ts';

const PATH = /^\/personal-data-exports\/([A-Za-z0-9_-]{67})(\/archive)?$/;

/**
 * `GET /personal-data-exports/:token`: a page with a button, which uses nothing up; `…/archive?code=…`: the archive, once. Of a link that is used, over or
 * none nothing is said but that.
 */
export const exportDoor =
  (downloads: Pick<ExportDownloads, 'found' | 'fetch'>): Door =>
  async ({ method, path, query, handedOver }, { requestId }) => {
    const [, token, archive] = PATH.exec(path) ?? [];
    if (!token || method === 'PUT' || (archive && method !== 'GET')) return page(404, nothingPage());
    if (!archive) {
      const found = await downloads.found(token);
      return found ? page(200, linkPage({ ...shown(found), token, refused: null })) : page(404, nothingPage());
    }
    const fetched = await downloads.fetch(token, query['code'] ?? '', requestId);
    if (fetched.kind === 'NONE') return page(404, nothingPage());
    if (fetched.kind === 'BUSY') return page(409, linkPage({ ...shown(fetched.found), token, refused: 'BUSY' }));
    if (fetched.kind === 'WRONG_CODE')
      return page(403, linkPage({ ...shown(fetched.found), token, refused: { triesLeft: fetched.triesLeft } }));
    void handedOver.then(fetched.end);
    return archiveOf(fetched.found, fetched.bytes);
  };

const shown = ({ locale, code }: PersonalDataExportRecord) => ({ locale, needsCode: code !== null });

const page = (status: number, body: string): DoorAnswer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
  },
  body,
});

const archiveOf = ({ byteSize }: PersonalDataExportRecord, body: AsyncIterable<Buffer>): DoorAnswer => ({
  status: 200,
  headers: {
    'content-type': 'application/zip',
    'content-length': String(byteSize),
    'content-disposition': 'attachment; filename="personal-data.zip"',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  },
  body,
});

/** `GET /schemas/personal-data-export.json`: the form of the data in an archive. */
export function schemaDoor(publicUrl: string): Door {
  const body = `${JSON.stringify(exportSchema(publicUrl), null, 2)}\n`;
  return async ({ method, path }) => {
    if (path !== `/${SCHEMA_PATH}` || method === 'PUT') return nothingAtDoor();
    const headers = { 'content-type': 'application/schema+json', 'cache-control': 'public, max-age=3600' };
    return { status: 200, headers, body: method === 'HEAD' ? null : body };
  };
}
