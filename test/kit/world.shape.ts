import type { LocalServers } from '../../kit/local-servers/local-servers.ts';
import type { Replay } from '../../kit/tombstone-ledger/catch-up.ts';
import type { CaughtMail } from '../../kit/mail/mail-catcher.ts';
import type { ObjectPlace } from '../../kit/object-store/object-store.ts';
import type { TestKeys } from './keyring.ts';
import type { SessionPair } from './session-pair.ts';

/** What a directory of the tests is started with. */
export interface ShapeParts {
  servers: LocalServers;
  keys: TestKeys;
  development: boolean;
  /** The bucket where its pictures are kept; null: in MongoDB. */
  imagePlace: ObjectPlace | null;
  /** What Node.js is told before it runs a process of its own, in its own words (NODE_OPTIONS). */
  nodeOptions?: string;
  /** Where its keys, its witness and its ledger of erasures lie from one run to the next; thrown away when absent. */
  dataDir?: string;
  /** In one process: erases again whom the ledger names. */
  replay?: Replay;
  /** How long erasures wait for the search indexes to be built anew. */
  purgeHours?: number;
}

/** A directory that runs: in this process, or in processes of its own. */
export interface RunningShape {
  /** `http://127.0.0.1:<port>`. */
  address: string;
  /** Opens sessions that this directory takes. */
  sessions: SessionPair;
  /** The port of 127.0.0.1 at which mail comes in for buyers and suppliers. */
  mailPort: number;
  /** The mails that it sent so far, the newest last. */
  mailbox(): Promise<readonly CaughtMail[]>;
  /** What it logged so far, line by line. */
  logged(): string[];
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

export const POLICY = {
  controller: 'Test Directory',
  controllerAddress: '1 Test Street',
  contact: 'privacy@directory.example',
};
export const MAIL_FROM = 'Test Directory <directory@directory.example>';
/** The one foreign origin that may read answers. */
export const APP_ORIGIN = 'https://app.example';
