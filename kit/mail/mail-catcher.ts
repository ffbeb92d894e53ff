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
}

export interface MailCatcherOptions {
  /** 0: any free one. */
  port: number;
  host?: string;
  /** How many are kept; the oldest goes first. */
  most?: number;
}

/** Takes every mail over SMTP, and sends none on: for development and tests. */
export interface MailCatcher {
  /** Where it takes mail: `smtp://127.0.0.1:<port>`. */
  readonly url: string;
  /** What it caught, the newest last. */
  mails(): readonly CaughtMail[];
  stop(): Promise<void>;
}

const MOST_BYTES = 256 * 1_024;

/** Starts one. Rejects when the port is in use. */
export async function startMailCatcher({
  port,
  host = '127.0.0.1',
  most = 1_000,
}: MailCatcherOptions): Promise<MailCatcher> {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    onData: (stream, { envelope }, done) => {
      const taken = async (): Promise<void> => {
        const mail = await read(stream, envelope.rcptTo[0]?.address ?? '');
        caught.push(mail);
        if (caught.length > most) caught.shift();
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

async function read(stream: SMTPServerDataStream, to: string): Promise<CaughtMail> {
  const { from, subject = '', text = '', html, date = new Date(), messageId = '' } = await simpleParser(stream);
  if (stream.sizeExceeded) {
    throw Object.assign(new Error(`Expected at most ${MOST_BYTES} bytes, got more.`), { responseCode: 552 });
  }
  return {
    to,
    from: from?.value[0]?.address ?? '',
    subject,
    text,
    html: html || '',
    date: date.toISOString(),
    messageId,
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
