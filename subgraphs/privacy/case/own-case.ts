import type { ClientSession } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { CaseStore } from './case-store.ts';
import { isOwn } from './privacy-case.policy.ts';
import type { PrivacyCase } from './privacy-case.record.ts';

/** By what somebody names a case of their own: signed in by its id, else by its number and the code in its mails. */
export interface NamedCase {
  id?: string | null;
  number?: string | null;
  code?: string | null;
}

/** Null for a case that is absent, and for another's. */
export async function ownCase(
  store: CaseStore,
  viewer: Viewer,
  { id, number, code }: NamedCase,
  session: ClientSession,
): Promise<PrivacyCase | null> {
  if (id == null) return store.byCode(number ?? '', code ?? '', session);
  const local = localIdOf('PrivacyCase', id);
  const found = local ? await store.byId(local, session) : null;
  return found && isOwn(viewer, found) ? found : null;
}
