import mongoose, { type Connection } from 'mongoose';

/**
 * Connections to databases of one deployment, over one client, so that a transaction may span them. It answers at once and
 * connects by itself; commands wait for the server for at most two seconds. Closing the first closes all.
 */
export function connect<const Databases extends readonly [string, ...string[]]>(
  uri: string,
  databases: Databases,
): { [Index in keyof Databases]: Connection } {
  const [first, ...others] = databases;
  const connection = connectTo(uri, first);
  return [connection, ...others.map((database) => connection.useDb(database, { useCache: true }))] as never;
}

function connectTo(uri: string, database: string): Connection {
  const connection = mongoose.createConnection(uri, {
    dbName: database,
    serverSelectionTimeoutMS: 2_000,
    socketTimeoutMS: 60_000,
    maxPoolSize: 20,
    retryWrites: true,
    retryReads: true,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    bufferCommands: false,
  } as never);
  connection.asPromise().catch(() => undefined);
  return connection;
}

/** Whether the server answers now. */
export const answers = (connection: Connection): Promise<boolean> =>
  (connection.db?.command({ ping: 1 }, { timeoutMS: 1_000 }) ?? Promise.reject(new Error('not connected'))).then(
    () => true,
    () => false,
  );
