/**
 * Who asks. The gateway states it, signed, with every call to a subgraph; "nobody signed in" is a statement too.
 */
export type Viewer = { kind: 'anonymous' } | { kind: 'account'; accountId: string; roles: readonly string[] };

export const anonymous: Viewer = { kind: 'anonymous' };
