import type { Connection } from 'mongoose';
import type { Keyring } from '../sealing/keyring.ts';
import { RecordError, type SealedDocument } from './codec.ts';
import { pathsOf, sealedAs } from './inventory.ts';
import type { RecordDeclaration } from './record.ts';

const SAMPLE = 20;

/**
 * Throws RecordError `NO_KEY` when people are stored and the store of keys knows none of those asked for: it is another one, or began
 * anew, and what is written from then on would not belong to what is there.
 */
export async function checkKeysKnown(
  connection: Connection,
  declarations: readonly RecordDeclaration[],
  keyring: Keyring,
): Promise<void> {
  for (const declaration of declarations) {
    const subjects = pathsOf(declaration).flatMap(({ leaf }) => sealedAs(leaf)?.subject ?? []);
    for (const subject of new Set(subjects)) {
      const refs = await someOf(connection, declaration, subject.replaceAll('[]', ''));
      if (refs.length === 0 || (await keyring.keysOf(refs)).size > 0 || (await keyring.destroyed(refs)).size > 0)
        continue;
      throw new RecordError(
        'NO_KEY',
        `${connection.name}.${declaration.collection} holds people (${subject}) whose data keys are not in the store of keys that this process opened. Name in SUBJECT_KEYS the store that they were written with, or bring it back from its backup; an empty one is of no use.`,
      );
    }
  }
}

async function someOf(connection: Connection, { collection }: RecordDeclaration, path: string): Promise<string[]> {
  const found = await connection
    .collection<SealedDocument>(collection)
    .find({ [path]: { $type: 'string' } } as never, { projection: { [path]: 1 }, limit: SAMPLE })
    .toArray();
  return found.flatMap((document) => refsAt(document, path.split('.')));
}

function refsAt(value: unknown, [name, ...rest]: string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => refsAt(item, [name!, ...rest]));
  const inner = (value as Record<string, unknown> | null)?.[name!];
  if (rest.length > 0) return refsAt(inner, rest);
  return typeof inner === 'string' ? [inner] : [];
}
