import { headOf } from './mail-head.ts';
import type { TakenMail } from './taken-mail.ts';

/** Answers what the domain name system says: the records of a type, as `node:dns` gives them. */
export type Resolver = (domain: string, type: string) => Promise<string[][] | string[]>;

export type AuthenticationResult = 'PASS' | 'FAIL' | 'NONE' | 'UNKNOWN';

/** Whether a mail is from where it says. `NONE`: the domain states nothing, or nobody asked; `UNKNOWN`: it could not be found out. */
export interface MailAuthentication {
  spf: AuthenticationResult;
  dkim: AuthenticationResult;
  dmarc: AuthenticationResult;
  /** Whether the domain asks that mail which fails be kept out (RFC 7489). */
  isStrict: boolean;
}

const NOT_ASKED: MailAuthentication = { spf: 'NONE', dkim: 'NONE', dmarc: 'NONE', isStrict: false };
const NOT_FOUND_OUT: MailAuthentication = { ...NOT_ASKED, spf: 'UNKNOWN', dkim: 'UNKNOWN', dmarc: 'UNKNOWN' };
/** More signatures than these are there to make us ask. */
const MOST_SIGNATURES = 6;
const MOST_QUESTIONS = 50;
const WITHIN_MS = 15_000;

/** Checks SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of a mail; without a resolver, none of them. What takes too long is not found out. */
export async function authenticateMail(
  mail: TakenMail,
  resolver: Resolver | null,
  withinMs = WITHIN_MS,
): Promise<MailAuthentication> {
  if (!resolver) return NOT_ASKED;
  const head = headOf(mail.raw);
  const signatures = head?.filter(({ name }) => name === 'dkim-signature').length ?? Infinity;
  if (signatures > MOST_SIGNATURES) return NOT_FOUND_OUT;
  // A third of a second to load, and not needed before the first mail.
  const { authenticate } = await import('mailauth');
  const clock = new AbortController();
  try {
    const { spf, dkim, dmarc } = await Promise.race([
      authenticate(mail.raw, {
        ip: mail.clientAddress,
        helo: mail.clientName,
        sender: mail.envelopeFrom,
        mta: 'localhost',
        resolver: bounded(resolver),
        disableArc: true,
        disableBimi: true,
      }),
      timeUp(clock.signal, withinMs),
    ]);
    return {
      spf: resultOf(spf ? spf.status.result : 'none'),
      dkim: bestOf(dkim.results.map(({ status }) => signatureResultOf(status.result))),
      dmarc: resultOf(dmarc ? dmarc.status.result : 'none'),
      isStrict: dmarc !== false && ['reject', 'quarantine'].includes((dmarc.policy ?? '').toLowerCase()),
    };
  } catch {
    return NOT_FOUND_OUT;
  } finally {
    clock.abort();
  }
}

/** Asks no more than one mail may make us ask. */
function bounded(resolver: Resolver): Resolver {
  let left = MOST_QUESTIONS;
  return (domain, type) => {
    if (left-- <= 0) throw Object.assign(new Error('asked too often'), { code: 'ETIMEOUT' });
    return resolver(domain, type);
  };
}

const timeUp = (signal: AbortSignal, withinMs: number): Promise<never> =>
  new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), withinMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });

function resultOf(result: string): AuthenticationResult {
  if (result === 'pass') return 'PASS';
  if (['fail', 'softfail', 'policy', 'permerror'].includes(result)) return 'FAIL';
  return ['temperror', 'temperr'].includes(result) ? 'UNKNOWN' : 'NONE';
}

/** A signature that does not fit what it signs is called neutral. */
const signatureResultOf = (result: string): AuthenticationResult => (result === 'neutral' ? 'FAIL' : resultOf(result));

const bestOf = (results: readonly AuthenticationResult[]): AuthenticationResult =>
  (['PASS', 'UNKNOWN', 'FAIL'] as const).find((result) => results.includes(result)) ?? 'NONE';
