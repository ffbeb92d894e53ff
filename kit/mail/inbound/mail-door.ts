import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { boundConnections } from './connection-bounds.ts';
import { MemoryBudget } from './memory-budget.ts';
import { MailRefused, type TakenMail } from './taken-mail.ts';

export interface MailDoorParts {
  /** 0: any free one. */
  port: number;
  host?: string;
  /** What the door calls itself. */
  name: string;
  /** Whether there is a mailbox of this address, in lower case. What is none is asked too, and gets the same answer. */
  knows: (address: string) => Promise<boolean>;
  /** Stores it for good, or rejects: only what was stored is acknowledged. MailRefused: it never will be. */
  take: (mail: TakenMail) => Promise<void>;
  /** For STARTTLS, in PEM; none is offered without. */
  tls?: { key: string; cert: string } | null;
  bounds?: Partial<MailDoorBounds>;
}

export interface MailDoorBounds {
  /** Of one mail. */
  bytes: number;
  /** Of all mails that are on their way in. */
  bytesAtOnce: number;
  recipients: number;
  connections: number;
  connectionsOfOne: number;
  /** Recipients that are not known, in one connection: then it ends. */
  strangers: number;
  /** How long nothing may come, and how long a connection may last. */
  idleMs: number;
  longestMs: number;
}

const BOUNDS: MailDoorBounds = {
  bytes: 10 * 1_024 ** 2,
  bytesAtOnce: 64 * 1_024 ** 2,
  recipients: 5,
  connections: 50,
  connectionsOfOne: 10,
  strangers: 10,
  idleMs: 60_000,
  longestMs: 600_000,
};

/** Takes mail in over SMTP for mailboxes that are known, and for nobody else. */
export interface MailDoor {
  readonly port: number;
  stop(): Promise<void>;
}

/** Opens it. Rejects when the port is in use. */
export async function openMailDoor(parts: MailDoorParts): Promise<MailDoor> {
  const { port, host = '127.0.0.1', name, tls } = parts;
  const bounds = { ...BOUNDS, ...parts.bounds };
  const receive = receiver(parts.take, bounds);
  const server = new SMTPServer({
    name,
    banner: 'ready',
    ...tls,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    size: bounds.bytes,
    maxRecipients: bounds.recipients,
    maxClients: bounds.connections,
    maxCommandLength: 2_048,
    socketTimeout: bounds.idleMs,
    closeTimeout: 5_000,
    onRcptTo: recipientCheck(parts.knows, bounds.strangers),
    onData: (stream, session, done) => void told(receive(stream, session), done),
  });
  // A client that goes away half-way is no trouble of the door.
  server.on('error', () => undefined);
  boundConnections(server.server, bounds);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

type RecipientCheck = NonNullable<ConstructorParameters<typeof SMTPServer>[0]>['onRcptTo'];

/** The same answer for an address that nobody has and for what is no address: it tells nothing of which mailboxes there are. */
function recipientCheck(knows: MailDoorParts['knows'], most: number): RecipientCheck {
  const strangers = new WeakMap<SMTPServerSession, number>();
  const check = async (address: string, session: SMTPServerSession): Promise<void> => {
    const isKnown = await knows(address).catch(() => {
      throw answer(451, 'Try again later');
    });
    if (isKnown) return;
    const count = (strangers.get(session) ?? 0) + 1;
    strangers.set(session, count);
    throw count > most ? answer(421, 'Too many unknown recipients') : answer(550, 'No such mailbox here');
  };
  return ({ address }, session, done) => void told(check(address.toLowerCase(), session), done);
}

/** Says to whoever sends how it went. */
async function told(doing: Promise<void>, done: (error?: Error) => void): Promise<void> {
  try {
    await doing;
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** Reads a mail whole, and hands it on. What is too long is read to its end without being kept. */
function receiver(take: MailDoorParts['take'], { bytes, bytesAtOnce }: MailDoorBounds) {
  const budget = new MemoryBudget(bytesAtOnce);
  return async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const held = budget.begin();
    try {
      let chunks: Buffer[] = [];
      let length = 0;
      let isCrowded = false;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        length += chunk.length;
        isCrowded ||= length <= bytes && !held.grow(chunk.length);
        if (isCrowded || length > bytes) chunks = [];
        else chunks.push(chunk);
      }
      if (length > bytes) throw answer(552, `Expected at most ${bytes} bytes`);
      if (isCrowded) throw answer(452, 'Too much mail at once, try again later');
      await take(takenFrom(Buffer.concat(chunks), session));
    } catch (error) {
      throw error instanceof MailRefused || 'responseCode' in (error as object)
        ? error
        : answer(451, 'Try again later');
    } finally {
      held.end();
    }
  };
}

function takenFrom(raw: Buffer, session: SMTPServerSession): TakenMail {
  const { envelope, remoteAddress, hostNameAppearsAs } = session;
  return {
    raw,
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
    recipients: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    clientAddress: remoteAddress,
    clientName: hostNameAppearsAs || remoteAddress,
  };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
