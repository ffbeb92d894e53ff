import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail as a person would read it. */
export interface CaughtMail {
  /** The first address that it was sent to. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** ISO 8601. */
  date: string;
  /** What tells it apart; the same when it was sent again. */
  messageId: string;
  /** What the head says, undecoded; empty where it says nothing. */
  fromName: string;
  replyTo: string;
  inReplyTo: string;
  references: readonly string[];
  listUnsubscribe: string;
  listUnsubscribePost: string;
  autoSubmitted: string;
  /** Where failures would come back; empty: nowhere. */
  returnPath: string;
  /** The names of the files in it. */
  attachments: readonly string[];
}

export interface MailCatcherOptions {
  /** 0: any free one. */
  port: number;
  host?: string;
  /** How many are kept; the oldest goes first. */
  most?: number;
  /** How long a mail may be. */
  mostBytes?: number;
  /** Told of each as it is caught. */
  onCaught?: (mail: CaughtMail) => void;
}

/** Takes every mail over SMTP, and sends none on: for development and tests. */
export interface MailCatcher {
  /** Where it takes mail: `smtp://127.0.0.1:<port>`. */
  readonly url: string;
  /** What it caught, the newest last. */
  mails(): readonly CaughtMail[];
  stop(): Promise<void>;
}

const MOST_BYTES = 16 * 1_024 ** 2;

/** Starts one. Rejects when the port is in use. */
export async function startMailCatcher({
  port,
  host = '127.0.0.1',
  most = 1_000,
  mostBytes = MOST_BYTES,
  onCaught,
}: MailCatcherOptions): Promise<MailCatcher> {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: mostBytes,
    onData: (stream, { envelope }, done) => {
      const taken = async (): Promise<void> => {
        const returnPath = envelope.mailFrom ? envelope.mailFrom.address : '';
        const mail = { ...(await read(stream, mostBytes)), to: envelope.rcptTo[0]?.address ?? '', returnPath };
        caught.push(mail);
        if (caught.length > most) caught.shift();
        onCaught?.(mail);
      };
      void answered(taken(), done);
    },
  });
  // A client that goes away half-way is no trouble of the catcher.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    url: `smtp://${host}:${(server.server.address() as AddressInfo).port}`,
    mails: () => [...caught],
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function read(stream: SMTPServerDataStream, most: number): Promise<Omit<CaughtMail, 'to' | 'returnPath'>> {
  const mail = await simpleParser(stream);
  if (stream.sizeExceeded) {
    throw Object.assign(new Error(`Expected at most ${most} bytes, got more.`), { responseCode: 552 });
  }
  const { from, replyTo, subject = '', text = '', html, date = new Date(), messageId = '', inReplyTo = '' } = mail;
  const line = (name: string): string =>
    mail.headerLines
      .find(({ key }) => key === name)
      ?.line.slice(name.length + 1)
      .replaceAll(/\s+/g, ' ')
      .trim() ?? '';
  return {
    from: from?.value[0]?.address ?? '',
    fromName: from?.value[0]?.name ?? '',
    replyTo: replyTo?.value[0]?.address ?? '',
    subject,
    text,
    html: html || '',
    date: date.toISOString(),
    messageId,
    inReplyTo,
    references: [mail.references ?? []].flat(),
    listUnsubscribe: line('list-unsubscribe'),
    listUnsubscribePost: line('list-unsubscribe-post'),
    autoSubmitted: line('auto-submitted'),
    attachments: mail.attachments.map(({ filename = '' }) => filename),
  };
}

/** Says to whoever sends how it went. */
async function answered(taken: Promise<void>, done: (error?: Error) => void): Promise<void> {
  try {
    await taken;
    done();
  } catch (error) {
    done(error as Error);
  }
}
