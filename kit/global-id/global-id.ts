/**
 * An opaque id that is unique across all types (Relay's global object identification): base64url of `Type:local`.
 * Clients never take one apart; `readGlobalId` answers null for anything that is not exactly one of ours, so that a made-up id
 * is simply an id of nothing.
 */
export interface GlobalId {
  type: string;
  local: string;
}

const SHAPE = /^([A-Z][A-Za-z]{1,40}):([0-9a-f]{24}(?:[0-9a-f]{8})?)$/;
/** Of a thing that is stored by itself; what is longer by eight digits is a numbered part of one. */
const WHOLE = 24;

export const globalId = (type: string, local: string): string => Buffer.from(`${type}:${local}`).toString('base64url');

export function readGlobalId(id: string): GlobalId | null {
  if (typeof id !== 'string' || id.length > 120) return null;
  const match = SHAPE.exec(Buffer.from(id, 'base64url').toString('latin1'));
  if (!match || globalId(match[1]!, match[2]!) !== id) return null;
  return { type: match[1]!, local: match[2]! };
}

/** The local part of an id of that type, or null when it is an id of something else or of nothing. */
export function localIdOf(type: string, id: string): string | null {
  const read = readGlobalId(id);
  return read?.type === type && read.local.length === WHOLE ? read.local : null;
}

/** The id of a part of a thing: the local id of the thing, and the part's number, 0 to 2³² − 1. */
export const partId = (type: string, whole: string, number: number): string =>
  globalId(type, whole + number.toString(16).padStart(8, '0'));

/** What `partId` wrote for that type, or null when it is an id of something else or of nothing. */
export function partOf(type: string, id: string): { whole: string; number: number } | null {
  const read = readGlobalId(id);
  if (read?.type !== type || read.local.length === WHOLE) return null;
  return { whole: read.local.slice(0, WHOLE), number: Number.parseInt(read.local.slice(WHOLE), 16) };
}
