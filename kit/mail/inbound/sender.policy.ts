import type { AuthenticationResult, MailAuthentication } from './authenticate-mail.ts';
import { domainOf, mailAddressForm } from '../mail-address.ts';

/** Why a mail is doubted. */
export type Doubt = 'NOT_ONE_SENDER' | 'UNEXPECTED_SENDER' | 'SENDER_FORGED' | 'ENVELOPE_OF_ANOTHER';

/** `TAKE`: it is passed on. `SUSPECT`: people look at it first. `REFUSE`: it is somebody else's, and nobody needs to. */
export type SenderVerdict = { verdict: 'TAKE' } | { verdict: 'SUSPECT' | 'REFUSE'; doubt: Doubt };

export interface Sending {
  /** What the mail says it is from. */
  from: readonly string[];
  envelopeFrom: string;
  authentication: MailAuthentication;
}

/**
 * Whether a mail at an address that nobody can guess is from whom it is expected. Who is somebody else is never taken; who says to be the
 * expected one is not believed against what their domain states.
 */
export function judgeSender(
  expected: readonly string[],
  { from, envelopeFrom, authentication }: Sending,
): SenderVerdict {
  const { dmarc, isStrict } = authentication;
  const isForged = dmarc === 'FAIL' && isStrict;
  const doubted = (doubt: Doubt): SenderVerdict => ({ verdict: isForged ? 'REFUSE' : 'SUSPECT', doubt });
  const [sender, ...others] = from;
  if (sender === undefined || others.length > 0) return doubted('NOT_ONE_SENDER');
  if (!expected.map(mailAddressForm).includes(mailAddressForm(sender))) return doubted('UNEXPECTED_SENDER');
  if (dmarc === 'PASS') return { verdict: 'TAKE' };
  if (dmarc === 'FAIL') return doubted('SENDER_FORGED');
  return withoutDmarc(domainOf(sender) === domainOf(envelopeFrom), authentication, doubted);
}

/** A domain that states no policy: its envelope and signature speak for it, where they are its own. */
function withoutDmarc(
  isSameDomain: boolean,
  { spf, dkim }: { spf: AuthenticationResult; dkim: AuthenticationResult },
  doubted: (doubt: Doubt) => SenderVerdict,
): SenderVerdict {
  if (!isSameDomain) return doubted('ENVELOPE_OF_ANOTHER');
  return spf === 'FAIL' && dkim !== 'PASS' ? doubted('SENDER_FORGED') : { verdict: 'TAKE' };
}
