import type { Viewer } from '../../../kit/viewer/viewer.ts';

const READERS: ReadonlySet<string> = new Set(['PRIVACY_OFFICER', 'ADMINISTRATOR']);

/** Whether a viewer may ask about the audit log: privacy officers and administrators may. */
export function mayAudit(viewer: Viewer): 'YES' | 'UNAUTHENTICATED' | 'FORBIDDEN' {
  if (viewer.kind === 'anonymous') return 'UNAUTHENTICATED';
  return viewer.roles.some((role) => READERS.has(role)) ? 'YES' : 'FORBIDDEN';
}
