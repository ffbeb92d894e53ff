import type { CompanyFate, Mention } from '../../../kit/participation/erasing.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import type { Eraser } from './erasure-ports.ts';

/** What every part answers, in their order. Rejects when one does not: what it knows would be missing. */
export const toldByAll = <T>(parts: readonly Eraser[], ask: (part: Eraser) => Promise<T>): Promise<T[]> =>
  Promise.all(parts.map((part) => ask(part)));

/** The part where companies are, and where people write to each other. One that is asked over a wire cannot tell that it is not. */
export const whereMembersAre = (parts: readonly Eraser[]): Eraser[] => parts.filter(({ name }) => name === 'member');

/** What becomes of the companies that the person owns. */
export const fatesTold = async (
  parts: readonly Eraser[],
  references: readonly PersonReference[],
): Promise<CompanyFate[]> =>
  (await toldByAll(whereMembersAre(parts), async (one) => (await one.companies?.(references)) ?? [])).flat();

/** Where others wrote the person's name. */
export async function mentionsTold(
  parts: readonly Eraser[],
  references: readonly PersonReference[],
): Promise<{ mentions: Mention[]; more: boolean }> {
  const told = await toldByAll(whereMembersAre(parts), async (one) => (await one.mentions?.(references)) ?? NONE);
  return { mentions: told.flatMap(({ mentions }) => mentions), more: told.some(({ more }) => more) };
}

const NONE = { mentions: [], more: false };
