import type { Connection } from 'mongoose';
import { KeyError } from '../sealing/key-error.ts';

/** What a mongod says of itself and of the replica set that it belongs to. */
interface Hello {
  setName?: string;
  hosts?: string[];
  topologyVersion?: { processId: { toString(): string } };
}

/**
 * Throws KeyError `BESIDE_DATA` when both connections lead to one deployment: bytes that are deleted survive in its files, so whoever has the
 * files would have the data and its keys. The same process, or a common member of sets of the same name, is the same deployment.
 */
export async function refuseBesideData(keys: Connection, data: Connection): Promise<void> {
  const [ofKeys, ofData] = await Promise.all([hello(keys), hello(data)]);
  const process = ofKeys.topologyVersion?.processId.toString();
  const sameProcess = process !== undefined && process === ofData.topologyVersion?.processId.toString();
  const common = ofKeys.hosts?.find((host) => ofData.hosts?.includes(host));
  if (!sameProcess && (ofKeys.setName !== ofData.setName || common === undefined)) return;
  throw new KeyError(
    'BESIDE_DATA',
    `SUBJECT_KEYS: expected a deployment of MongoDB of its own for the data keys, got the one that holds the data (${common ?? 'the same process'}). ` +
      'Destroyed keys would survive beside the data that they open. Name another deployment, or file:DIR.',
  );
}

const hello = (connection: Connection): Promise<Hello> => connection.db!.admin().command({ hello: 1 });
