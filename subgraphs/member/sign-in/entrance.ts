import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Mails } from '../mail/mails.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import { SecondFactorChanges } from '../second-factor/second-factor-changes.ts';
import { SecondFactors } from '../second-factor/second-factors.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import { tokenIssuer } from '../session/access-tokens.ts';
import { derivedKey } from '../session/derived-key.ts';
import { SessionCare } from '../session/session-care.ts';
import type { Sessions } from '../session/sessions.ts';
import { Aside } from './aside.ts';
import { Opening } from './opening.ts';
import type { PasswordProof } from './password-proof.ts';
import { PersonProof } from './person-proof.ts';
import type { Places } from './places.ts';
import { SignIns } from './sign-ins.ts';
import type { Throttle } from './throttle.ts';

export interface EntranceParts {
  connection: Connection;
  keyring: Keyring;
  /** Signs session tokens: Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  accounts: Accounts;
  idempotency: Idempotency;
  hasher: PasswordHasher;
  mails: Mails;
  passwordProof: PasswordProof;
  places: Places;
  restrictions: Restrictions;
  securityLog: SecurityLog;
  sessions: Sessions;
  throttle: Throttle;
  log: Log;
}

/** All by which somebody comes in, stays and leaves. */
export function entrance(parts: EntranceParts) {
  const { sessionKey, log } = parts;
  const issue = tokenIssuer(sessionKey);
  const secondFactors = new SecondFactors({ ...parts, recoveryKey: derivedKey(sessionKey, 'recovery codes') });
  const aside = new Aside(log);
  const opening = new Opening({ ...parts, secondFactors });
  return {
    aside,
    secondFactors,
    personProof: new PersonProof({ ...parts, secondFactors }),
    secondFactorChanges: new SecondFactorChanges({ ...parts, secondFactors }),
    sessionCare: new SessionCare({ ...parts, issue }),
    signIns: new SignIns({ ...parts, opening, aside, issue }),
  };
}
