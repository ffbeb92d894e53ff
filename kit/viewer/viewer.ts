/** What an account may be trusted with beyond its own data. The list grows; a role never changes its meaning. */
export const ROLES = ['PRIVACY_OFFICER', 'VERIFIER', 'SUPPORT', 'ADMINISTRATOR'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who asks. The gateway states it, signed, with every call to a subgraph; "nobody signed in" is a statement too.
 */
export type Viewer =
  | { kind: 'anonymous' }
  | {
      kind: 'account';
      accountId: string;
      /** The sign-in by which the account asks; what ends it ends every token of it. */
      sessionId: string;
      roles: readonly Role[];
    };

export const anonymous: Viewer = { kind: 'anonymous' };
