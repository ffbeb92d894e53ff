import mongoose, { type Connection } from 'mongoose';

/**
 * A connection to one database of the deployment. It answers at once and connects by itself, also later, when the server is not
 * there yet; commands wait for it for at most two seconds.
 */
export function connect(uri: string, database: string): Connection {
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
