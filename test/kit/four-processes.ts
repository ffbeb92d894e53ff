import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFilesIn, makeKeys } from '../../kit/keys/key-folder.ts';
import { freePort } from '../../kit/local-servers/port.ts';
import type { CaughtMail } from '../../kit/mail/mail-catcher.ts';
import { Deployed } from '../federation/deployed.ts';
import { sessionPair } from './session-pair.ts';
import { APP_ORIGIN, MAIL_FROM, POLICY, type RunningShape, type ShapeParts } from './world.shape.ts';

const NAMES = ['mail-catcher', 'member', 'catalog', 'privacy', 'gateway'] as const;
type Name = (typeof NAMES)[number];
type Ports = Record<Name | 'smtp' | 'smtp-in', number>;

export interface FourProcesses extends RunningShape {
  /** Where its keys, its witness and its ledger of erasures lie. */
  folder: string;
  /** Ends one on the spot. */
  kill(name: Name): Promise<void>;
  /** Starts one that was killed, as it was started before but for some settings. */
  again(name: Name, settings?: Record<string, string>): void;
}

export interface FourProcessesParts extends ShapeParts {
  /** By which the privacy process reaches the member process, given the port of that. */
  toMember?: (port: number) => Promise<number>;
}

/** The gateway and the three subgraphs, each by the command that its container runs, with keys of their own, and a catcher of mail. */
export async function startFourProcesses(parts: FourProcessesParts): Promise<FourProcesses> {
  const folder = parts.dataDir ?? (await mkdtemp(join(tmpdir(), 'four-processes-')));
  await makeKeys(folder);
  const names = [...NAMES, 'smtp', 'smtp-in'] as const;
  const free = await Promise.all(names.map(() => freePort()));
  const ports = Object.fromEntries(names.map((name, index) => [name, free[index]!])) as Ports;
  const environment = environmentOf(parts, folder, ports);
  if (parts.toMember) environment.privacy['MEMBER_URL'] = `${at(await parts.toMember(ports.member))}/graphql`;
  const started = (name: Name) =>
    new Deployed(`start:${name}`, {
      ...environment[name],
      ...(parts.nodeOptions !== undefined && { NODE_OPTIONS: parts.nodeOptions }),
      PORT: String(ports[name]),
      NODE_ENV: parts.development || name === 'mail-catcher' ? 'development' : 'production',
    });
  const running = new Map<Name, Deployed>(NAMES.map((name) => [name, started(name)]));
  const before: Deployed[] = [];
  const address = at(ports.gateway);
  return {
    address,
    folder,
    async kill(name) {
      await running.get(name)!.end('SIGKILL');
    },
    again(name, settings = {}) {
      Object.assign(environment[name], settings);
      before.push(running.get(name)!);
      running.set(name, started(name));
    },
    mailPort: ports['smtp-in'],
    sessions: sessionPair(await readFile(keyFilesIn(folder).sessionSigningKey, 'utf8')),
    mailbox: async () => (await (await fetch(at(ports['mail-catcher']))).json()) as CaughtMail[],
    logged: () => [...before, ...running.values()].flatMap((one) => one.said().split('\n')),
    ready: () =>
      fetch(`${address}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    async stop() {
      await Promise.all([...running.values()].map((one) => one.end('SIGTERM')));
      if (parts.dataDir === undefined) await rm(folder, { recursive: true });
    },
  };
}

const at = (port: number): string => `http://127.0.0.1:${port}`;

function environmentOf(
  { servers, keys, imagePlace, purgeHours }: ShapeParts,
  folder: string,
  ports: Ports,
): Record<Name, Record<string, string>> {
  const files = keyFilesIn(folder);
  const subgraph = { MONGODB_URI: servers.mongo.uri, VIEWER_PUBLIC_KEY_FILE: files.viewerPublicKey, ...keys.env };
  const participant = { PARTICIPATION_PUBLIC_KEY_FILE: files.participationPublicKey };
  const mail = { SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`, MAIL_FROM, PUBLIC_URL: at(ports.gateway) };
  const others = { MEMBER_URL: `${at(ports.member)}/graphql`, CATALOG_URL: `${at(ports.catalog)}/graphql` };
  return {
    'mail-catcher': { SMTP_PORT: String(ports.smtp) },
    member: {
      ...subgraph,
      ...participant,
      ...mail,
      SESSION_SIGNING_KEY_FILE: files.sessionSigningKey,
      SMTP_IN_PORT: String(ports['smtp-in']),
    },
    catalog: {
      ...subgraph,
      ...participant,
      MEILI_URL: servers.meili.url,
      MEILI_MASTER_KEY: servers.meili.masterKey,
      // Nobody waits for a time of little traffic here.
      PURGE_HOURS: String(purgeHours ?? 0),
      ...(imagePlace && {
        IMAGE_STORE: 's3',
        IMAGE_STORE_ENDPOINT: imagePlace.endpoint,
        IMAGE_STORE_BUCKET: imagePlace.bucket,
        IMAGE_STORE_REGION: imagePlace.region,
        IMAGE_STORE_ACCESS_KEY_ID: imagePlace.accessKeyId,
        IMAGE_STORE_SECRET_ACCESS_KEY: imagePlace.secretAccessKey,
      }),
    },
    privacy: {
      ...subgraph,
      ...mail,
      ...others,
      MEILI_URL: servers.meili.url,
      MEILI_MASTER_KEY: servers.meili.masterKey,
      PARTICIPATION_SIGNING_KEY_FILE: files.participationSigningKey,
      AUDIT_SIGNING_KEY_FILE: files.auditSigningKey,
      TOMBSTONE_LEDGER: `file:${join(folder, 'tombstones')}`,
      CERTIFICATE_SIGNING_KEY_FILE: files.certificateSigningKey,
      WITNESS: `file:${join(folder, 'witness-data')}`,
      WITNESS_SIGNING_KEY_FILE: files.witnessSigningKey,
      POLICY_CONTROLLER: POLICY.controller,
      POLICY_CONTROLLER_ADDRESS: POLICY.controllerAddress,
      POLICY_CONTACT: POLICY.contact,
    },
    gateway: {
      VIEWER_SIGNING_KEY_FILE: files.viewerSigningKey,
      SESSION_PUBLIC_KEY_FILE: files.sessionPublicKey,
      CERTIFICATE_PUBLIC_KEY_FILE: files.certificatePublicKey,
      ...others,
      PRIVACY_URL: `${at(ports.privacy)}/graphql`,
      MAILBOX_URL: at(ports['mail-catcher']),
      CORS_ORIGINS: APP_ORIGIN,
    },
  };
}
