import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { codeOf } from '../subject-keys/durable-file.ts';

/** Why a file that a command was given cannot be read, to be said after its name; null: it can. */
export async function unreadable(file: string): Promise<string | null> {
  try {
    if (!(await stat(file)).isFile()) return 'which is no file';
    await access(file, constants.R_OK);
    return null;
  } catch (error) {
    return `which cannot be read (${codeOf(error)})`;
  }
}
