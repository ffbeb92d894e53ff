import { createTransport } from 'nodemailer';
import { messageOf, type Sender } from './letter-message.ts';
import type { Letter } from './letter.ts';

/** Where mail is handed over (smtp://…), and whom it comes from. */
export interface MailSenderOptions {
  smtp: string;
  from: string;
}

/** A mail server takes a quarter of a second for a mail; a thousand inquiries a minute are two thousand mails. */
export const MOST_SENT_AT_ONCE = 10;
const TIMEOUT_MS = 20_000;

/** Hands mails to a mail server. */
export class MailSender {
  readonly #transport;
  readonly #sender: Sender;

  constructor({ smtp, from }: MailSenderOptions) {
    this.#sender = senderOf(from);
    this.#transport = createTransport({
      url: smtp,
      pool: true,
      maxConnections: MOST_SENT_AT_ONCE,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /**
   * `REFUSED`: the mail server says that no such address ever takes mail; another try is of no use. Throws for every other failure, and says
   * nothing of whom it was to.
   */
  async send(letter: Letter): Promise<'SENT' | 'REFUSED'> {
    const message = messageOf(letter, this.#sender, htmlOf(letter.text));
    try {
      await this.#transport.sendMail(message);
      return 'SENT';
    } catch (error) {
      const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
      if (code === 'EENVELOPE' && command === 'RCPT TO' && PERMANENT.has(responseCode ?? 0)) return 'REFUSED';
      // oxlint-disable-next-line eslint/preserve-caught-error -- The cause names whom it was to.
      throw new Error(`expected the mail server to take it, got ${code ?? 'an error'} ${responseCode ?? ''}`.trim());
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/** `Name <address>`, or an address alone. */
function senderOf(from: string): Sender {
  const [, name = '', address = from] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return { name, address: address.trim() };
}

/** RFC 5321: no such mailbox, not here, or a name that is none. */
const PERMANENT = new Set([550, 551, 553]);

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The text as HTML: paragraphs, and links that can be followed. Nothing in it is taken for markup. */
export function htmlOf(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const escaped = paragraph.replaceAll(/[&<>"]/g, (sign) => ESCAPED[sign]!);
    return `<p>${escaped.replaceAll(/https?:\/\/\S+/g, '<a href="$&">$&</a>').replaceAll('\n', '<br>')}</p>`;
  });
  return `<!doctype html><html><body>${paragraphs.join('\n')}</body></html>`;
}
