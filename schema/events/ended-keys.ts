import type { Connection } from 'mongoose';
import type { RecordDeclaration } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { recordAudit } from './record-audit.ts';

/**
 * The keyring of whoever lets go of records whose time is over: of each batch of keys that it destroys the audit log says how many, and of which
 * records. It is said before the records go: whoever is cut off in between does it again, and it is said twice rather than never.
 */
export const endedKeys = (
  keyring: Keyring,
  events: Connection,
  record: Pick<RecordDeclaration, 'collection'>,
): Keyring => ({
  create: (refs) => keyring.create(refs),
  keysOf: (refs) => keyring.keysOf(refs),
  destroyed: (refs) => keyring.destroyed(refs),
  tokensOf: (path, value) => keyring.tokensOf(path, value),
  async destroy(refs) {
    if (refs.length === 0) return;
    await keyring.destroy(refs);
    const told = { actor: 'system', role: 'SYSTEM', action: 'KEY_DESTROYED', reason: 'RETENTION_ENDED' } as const;
    await recordAudit(events, { ...told, record, count: refs.length });
  },
});
