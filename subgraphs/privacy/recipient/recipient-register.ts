import { createHash } from 'node:crypto';
import { badInput } from '../../../kit/graphql/refusal.ts';
import {
  RECIPIENTS,
  RECIPIENT_CODES,
  type Recipient,
  type RecipientCode,
} from '../../../schema/processing/recipients.ts';

/** A recipient as this installation has it. */
export interface Registered extends Recipient {
  /** 24 hexadecimal digits: the same in every installation. */
  id: string;
  code: RecipientCode;
  /** Null: another part of the directory is configured for it. */
  host: string | null;
  contact: string | null;
}

export interface RegisterParts {
  hosts: Readonly<Partial<Record<RecipientCode, string>>>;
  contacts: Readonly<Partial<Record<RecipientCode, string>>>;
}

/** Who gets which category of personal data for what, in the order of the table. */
export const registerOf = ({ hosts, contacts }: RegisterParts): Registered[] =>
  RECIPIENT_CODES.map((code) => ({
    id: createHash('sha256').update(code).digest('hex').slice(0, 24),
    code,
    ...RECIPIENTS[code],
    host: hosts[code] ?? null,
    contact: contacts[code] ?? null,
  }));

const cursorOf = (code: string): string => Buffer.from(`recipient:${code}`).toString('base64url');

/** A page of the register. Throws BAD_USER_INPUT for what is no cursor of it. */
export function registerPage<N>(
  register: readonly Registered[],
  size: number,
  after: string | null | undefined,
  present: (registered: Registered) => N,
) {
  const place = after == null ? 0 : register.findIndex(({ code }) => cursorOf(code) === after) + 1;
  if (after != null && place === 0) throw badInput('Expected `after` to be a cursor of this list, got something else.');
  const shown = register.slice(place, place + size);
  const edges = shown.map((registered) => ({ cursor: cursorOf(registered.code), node: present(registered) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: place + size < register.length,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
