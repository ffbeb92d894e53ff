import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo, type Connection } from 'mongoose';
import { makeKeys } from '../../kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { startChild } from './child.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';
import { startOneProcess } from './one-process.ts';
import { until, worldOver, type World } from './world.ts';

/** A document as the database has it. */
export interface StoredBytes {
  /** Database and collection. */
  place: string;
  id: string;
  bytes: Buffer;
}

/**
 * A directory in one process of which every file can be searched: the database compresses nothing and logs each command. It can be stopped, restored
 * from a backup and started again; erasures wait for no other before the search indexes are built anew.
 */
export class SearchableDirectory {
  world!: World;
  /** What the runs so far logged. */
  readonly #logs: string[][] = [];
  #ready: () => Promise<boolean> = async () => false;
  #stop: (() => Promise<void>) | undefined;

  private constructor(
    readonly folder: string,
    readonly servers: LocalServers,
    readonly keys: TestKeys,
    readonly connection: Connection,
  ) {}

  static async start(): Promise<SearchableDirectory> {
    const folder = await mkdtemp(join(tmpdir(), 'searchable-'));
    await makeKeys(join(folder, 'keys'));
    const options = { dataDir: join(folder, 'servers'), env: process.env, log: () => undefined, uncompressed: true };
    const [servers, keys] = [await startLocalServers(options), await startTestKeys()];
    const [connection] = connect(servers.mongo.uri, ['member']);
    await connection.asPromise();
    await connection.db!.admin().command({ profile: 0, slowms: 0 });
    const directory = new SearchableDirectory(folder, servers, keys, connection);
    await directory.begin();
    await until(() => directory.ready(), 60_000);
    return directory;
  }

  /** Starts its processes; does not wait until it serves. */
  async begin(): Promise<void> {
    const { servers, keys, folder: dataDir } = this;
    const own = { ...keys, keyring: await keys.another() };
    const parts = { servers, keys: own, development: true, imagePlace: null, dataDir, purgeHours: 0 };
    const running = await startOneProcess(parts);
    this.#logs.push(running.logged());
    [this.#ready, this.#stop] = [() => running.ready(), () => running.stop()];
    this.world = worldOver(running, { servers, keys: own });
  }

  ready = (): Promise<boolean> => this.#ready();

  async end(): Promise<void> {
    await this.#stop?.();
    this.#stop = undefined;
  }

  get logged(): string {
    return this.#logs.flat().join('');
  }

  db = (name: string) => this.connection.getClient().db(name);
  /** Files of the database with its journal and log, and of the search engine. */
  files = (server: 'mongod' | 'meilisearch') => join(this.folder, 'servers', server);

  get keyFolders(): { subjects: string; wrapping: string } {
    const of = (place: string) => place.slice('file:'.length);
    return { subjects: of(this.keys.env.SUBJECT_KEYS), wrapping: of(this.keys.env.WRAPPING_KEYS) };
  }

  /** Runs a command of the operator beside it; answers what it said. Throws when it failed. */
  async operator(main: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const own = { MONGODB_URI: this.servers.mongo.uri, DATA_DIR: this.folder };
    const child = startChild(main, { ...process.env, ...own, ...env }, args);
    const code = await child.ended;
    if (code !== 0) throw new Error(`Expected ${main} to succeed, got ${code}: ${child.said()}`);
    return child.said();
  }

  /** Takes a backup, and a copy of the keys of people as they are now. */
  async backedUp(): Promise<string> {
    await this.operator('backup.main.ts');
    await cp(this.keyFolders.subjects, join(this.folder, 'older-keys'), { recursive: true });
    const [file] = await readdir(join(this.folder, 'backups'));
    return join(this.folder, 'backups', file!);
  }

  /** Puts the databases back as they were, and in the place of the keys of people those of then. Stop it first. */
  async restored(backup: string): Promise<void> {
    await this.operator('restore.main.ts', ['--from', backup, '--replace']);
    await rm(this.keyFolders.subjects, { recursive: true });
    await cp(join(this.folder, 'older-keys'), this.keyFolders.subjects, { recursive: true });
  }

  /** Every document of every database, as its bytes; with the place where it lies. */
  async documents(): Promise<StoredBytes[]> {
    const client = this.connection.getClient();
    const { databases } = await client.db('admin').admin().listDatabases();
    const found: StoredBytes[] = [];
    for (const { name } of databases.filter((one) => !['admin', 'config', 'local'].includes(one.name)))
      for (const collection of await client.db(name).listCollections({ type: 'collection' }).toArray())
        for await (const document of client.db(name).collection(collection.name).find({}, { promoteValues: false }))
          found.push({
            place: `${name}.${collection.name}`,
            id: mongo.BSON.EJSON.stringify(document._id),
            bytes: Buffer.from(mongo.BSON.serialize(document)),
          });
    return found;
  }

  async close(): Promise<void> {
    await this.end();
    await this.connection.close();
    await this.servers.stop();
    await this.keys.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
