import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HandedOver, SinkReport } from './sink.protocol.ts';

interface Expected {
  mark: string;
  found: (mail: HandedOver) => void;
}

const LONGEST_MS = 300_000;

/** A mail server of a process of its own, that takes every mail and says when. */
export class MailSink {
  readonly #child: ChildProcess;
  readonly #expected = new Map<string, Expected[]>();
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.on('message', (report: SinkReport) => {
      if ('mail' in report) this.#take(report.mail);
    });
  }

  static async open(): Promise<MailSink> {
    const child = fork(new URL('sink.main.ts', import.meta.url), { serialization: 'advanced' });
    const [first] = (await once(child, 'message')) as [SinkReport];
    if (!('url' in first)) throw new Error('Expected the sink to say where it takes mail, got a mail.');
    return new MailSink(child, first.url);
  }

  /** The next mail to somebody that has a word in it. Ask before it can come. */
  mailTo(to: string, mark: string): Promise<HandedOver> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Expected a mail with ${mark} to ${to}, got none in ${LONGEST_MS / 1_000} s.`)),
        LONGEST_MS,
      );
      const found = (mail: HandedOver): void => {
        clearTimeout(timer);
        resolve(mail);
      };
      const all = this.#expected.get(to) ?? [];
      this.#expected.set(to, [...all, { mark, found }]);
    });
  }

  close(): void {
    this.#child.disconnect();
  }

  #take(mail: HandedOver): void {
    const all = this.#expected.get(mail.to) ?? [];
    const words = `${mail.subject} ${mail.text}`;
    const found = all.find(({ mark }) => words.includes(mark));
    if (!found) return;
    this.#expected.set(
      mail.to,
      all.filter((one) => one !== found),
    );
    found.found(mail);
  }
}
