import mongoose from 'mongoose';

/** The name of the replica set of one that a local mongod is. */
export const replicaSetName = 'directory';

/** The address of the mongod of this machine that listens there; names no database. */
export const replicaSetUri = (port: number | string): string =>
  `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSetName}`;

const notYetInitialized = 94;
const heartbeatMilliseconds = 500;

/**
 * Brings the mongod on this port towards being the primary of its own replica set; true when it is. Ask again until then: a set is
 * founded where there is none, and one that knows itself by an earlier port is told the new one.
 */
export async function becomePrimary(port: number): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: heartbeatMilliseconds,
  });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    const host = `127.0.0.1:${port}`;
    if (hello['isWritablePrimary'] && hello['me'] === host) return true;
    const members = [{ _id: 0, host }];
    const settings = { electionTimeoutMillis: 1_000 };
    const config = await admin.command({ replSetGetConfig: 1 }).then(
      (answer) => answer['config'] as ReplicaSetConfig,
      (error: { code?: number }) => (error.code === notYetInitialized ? undefined : Promise.reject(error)),
    );
    if (!config) {
      await admin.command({ replSetInitiate: { _id: replicaSetName, members, settings } });
    } else if (config.members[0]?.host !== host) {
      const replSetReconfig = { ...config, version: config.version + 1, members };
      await admin.command({ replSetReconfig, force: true });
    }
    return false;
  } finally {
    await client.close();
  }
}

interface ReplicaSetConfig {
  version: number;
  members: { _id: number; host: string }[];
}
