import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findMongod } from './mongod.binary.ts';

const run = promisify(execFile);

let folder: string;
let archive: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mongod-download-'));
  await mkdir(join(folder, 'mongodb', 'bin'), { recursive: true });
  await writeFile(join(folder, 'mongodb', 'bin', 'mongod'), 'a new mongod');
  await run('tar', ['-czf', join(folder, 'archive.tgz'), '-C', folder, 'mongodb']);
  archive = await readFile(join(folder, 'archive.tgz'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Asks for a mongod where only a host with this archive and digest can give one. */
async function fromHost(digest: string, lines: string[]) {
  const host = createServer((request, response) => response.end(request.url?.endsWith('.md5') ? digest : archive));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const env = {
    HOME: folder,
    INIT_CWD: folder,
    MONGOMS_DOWNLOAD_MIRROR: `http://127.0.0.1:${(host.address() as AddressInfo).port}`,
    MONGOMS_USE_HTTP: 'true',
    PATH: '',
    XDG_CACHE_HOME: folder,
  };
  return findMongod({ dataDir: null, env, log: (line) => lines.push(line) }).finally(() =>
    host.close().closeAllConnections(),
  );
}

it("the vendor's mongod is refused with a wrong digest, and with the right one fetched once and cached", async () => {
  await expect(fromHost('0'.repeat(32), [])).rejects.toThrow("The vendor's mongod was refused");
  const lines: string[] = [];
  const binary = await fromHost(createHash('md5').update(archive).digest('hex'), lines);
  expect(binary.source).toBe(`the vendor's download (${join(folder, 'trade-directory', 'mongod-8.2.6')})`);
  expect(await readFile(binary.path, 'utf8')).toBe('a new mongod');
  expect((await stat(binary.path)).mode & 0o111).toBe(0o111);
  expect(lines.join()).toMatch(/Downloading MongoDB "8\.2\.6": 100%/);
  expect((await fromHost('unused', [])).source).toBe(`the cached mongod-8.2.6 (${binary.path})`);
});

it('without a way to the host, the next way is tried, and the reason said', async () => {
  const lines: string[] = [];
  const env = { ...process.env, HOME: folder, INIT_CWD: folder, PATH: '', XDG_CACHE_HOME: join(folder, 'other') };
  const nowhere = { MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9', MONGOD_BINARY: '' };
  const search = findMongod({ dataDir: null, env: { ...env, ...nowhere }, log: (line) => lines.push(line) });
  await expect(search).rejects.toThrow('every way to it is closed');
  expect(lines).toContainEqual(expect.stringMatching(/^Not by the vendor's download: .*ECONNREFUSED/));
  expect(lines).toContainEqual(expect.stringMatching(/^Not by the Python package: /));
});
