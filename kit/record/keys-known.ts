import type { Connection } from 'mongoose';
import type { Keyring } from '../sealing/keyring.ts';
import { RecordCodec, RecordError, type SealedDocument } from './codec.ts';
import { pathsOf, sealedAs } from './inventory.ts';
import type { RecordDeclaration } from './record.ts';

const SAMPLE = 20;
/** So many records that do not open are not damaged each by itself. */
const CONCLUSIVE = 3;

/**
 * Throws RecordError `NO_KEY` when people are stored and the store of keys opens none of those that are tried: it is another one, or began
 * anew, and what is written from then on would not belong to what is there. A key or a record that is damaged by itself is no reason.
 */
export async function checkKeysKnown(
  connection: Connection,
  declarations: readonly RecordDeclaration[],
  keyring: Keyring,
): Promise<void> {
  for (const declaration of declarations) {
    const subjects = pathsOf(declaration).flatMap(({ leaf }) => sealedAs(leaf)?.subject ?? []);
    for (const subject of new Set(subjects)) {
      const some = await someOf(connection, declaration, subject.replaceAll('[]', ''));
      const opened = await new RecordCodec(declaration, keyring).opened(some);
      if (opened.length === 0 || opened.some((one) => !(one instanceof RecordError))) continue;
      const absent = opened.every((one) => one instanceof RecordError && one.code === 'NO_KEY');
      if (!absent && opened.length < CONCLUSIVE) continue;
      throw new RecordError(
        'NO_KEY',
        `${connection.name}.${declaration.collection} holds people (${subject}) whom the store of keys that this process opened does not open. Name in SUBJECT_KEYS and WRAPPING_KEYS what they were written with, or bring it back from its backup; another store is of no use.`,
      );
    }
  }
}

const someOf = (connection: Connection, { collection }: RecordDeclaration, path: string): Promise<SealedDocument[]> =>
  connection
    .collection<SealedDocument>(collection)
    .find({ [path]: { $type: 'string' } } as never, { limit: SAMPLE })
    .toArray();
