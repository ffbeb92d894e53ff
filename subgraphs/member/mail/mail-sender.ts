import { createTransport } from 'nodemailer';
import type { Written } from './mail-template.ts';

/** Where mail is handed over (smtp://…), and whom it comes from. */
export interface MailSenderOptions {
  smtp: string;
  from: string;
}

export interface Letter extends Written {
  /** Tells the mail apart: sent twice, it is the same message. */
  id: string;
  to: string;
  /** Where one click ends what it was sent for (RFC 8058); absent: it is no subscription’s. */
  unsubscribe?: string | undefined;
}

const TIMEOUT_MS = 20_000;

/** Hands mails to a mail server. */
export class MailSender {
  readonly #transport;
  readonly #from: string;
  readonly #domain: string;

  constructor({ smtp, from }: MailSenderOptions) {
    this.#from = from;
    this.#domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
    this.#transport = createTransport({
      url: smtp,
      pool: true,
      maxConnections: 2,
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
  async send({ id, to, subject, text, unsubscribe }: Letter): Promise<'SENT' | 'REFUSED'> {
    try {
      await this.#transport.sendMail({
        from: this.#from,
        to: { name: '', address: to },
        subject,
        text,
        html: htmlOf(text),
        messageId: `<${id}@${this.#domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe && oneClick(unsubscribe)) },
      });
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

const oneClick = (address: string): Record<string, string> => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

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
