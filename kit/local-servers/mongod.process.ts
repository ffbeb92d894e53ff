import { join } from 'node:path';
import { inFolder } from './own-folder.ts';
import { keep, readKept } from './kept-value.ts';
import { findMongod } from './mongod.binary.ts';
import { freePort } from './port.ts';
import { becomePrimary, replicaSetName, replicaSetUri } from './replica-set.ts';
import { ServerProcess } from './server.process.ts';
import type { Server, ServerOptions } from './server.options.ts';

export interface MongoServer extends Server {
  /** Names the replica set; no database. */
  uri: string;
}

export interface MongodOptions extends ServerOptions {
  /** WiredTiger's own cache, in gigabytes; 0.5 when absent. */
  cacheGigabytes?: number;
  /** How much of the past change streams can resume from, in megabytes; 1,024 when absent. */
  oplogMegabytes?: number;
  /** Files, journal and indexes hold bytes as they are, so that they can be searched. */
  uncompressed?: boolean;
}

/** A real mongod, primary of a replica set of one, on 127.0.0.1. Throws NoServerError, FolderInUseError, ServerStartError. */
export async function startMongod(options: MongodOptions): Promise<MongoServer> {
  const given = options.env['MONGODB_URI'];
  if (given) return { uri: given, source: 'the address in MONGODB_URI', stop: async () => undefined };
  const binary = await findMongod(options);
  return inFolder(options, async (folder) => {
    const place = await folder.place('mongod');
    const portFile = join(place, 'port');
    const port = await freePort(Number(await readKept(portFile)) || undefined);
    const command = { name: 'mongod', binary: binary.path, args: args(place, port, options), env: {} };
    const ready = (): Promise<boolean> => becomePrimary(port).catch(() => false);
    const server = await ServerProcess.start({ ...command, ready }, folder);
    await keep(portFile, String(port));
    return { uri: replicaSetUri(port), source: binary.source, pid: server.pid, stop: () => server.stop() };
  });
}

const args = (
  place: string,
  port: number,
  { cacheGigabytes = 0.5, oplogMegabytes = 1_024, uncompressed = false }: MongodOptions,
): string[] => [
  `--dbpath=${place}`,
  '--bind_ip=127.0.0.1',
  `--port=${port}`,
  `--replSet=${replicaSetName}`,
  // Not zlib: a server without the fix of CVE-2025-14847 (6.0.5 for one) hands out memory over it.
  '--networkMessageCompressors=snappy,zstd',
  `--wiredTigerCacheSizeGB=${cacheGigabytes}`,
  `--oplogSize=${oplogMegabytes}`,
  '--quiet',
  // A set of one has no other member to wait for when it stops.
  '--setParameter=shutdownTimeoutMillisForSignaledShutdown=0',
  '--setParameter=diagnosticDataCollectionEnabled=false',
  ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
  ...(uncompressed
    ? [
        '--wiredTigerCollectionBlockCompressor=none',
        '--wiredTigerJournalCompressor=none',
        '--wiredTigerIndexPrefixCompression=false',
      ]
    : []),
];
