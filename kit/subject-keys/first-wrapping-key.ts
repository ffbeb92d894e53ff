import { readdir } from 'node:fs/promises';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';

/**
 * Makes the wrapping key of epoch 1 in a folder that has never had one, for processes that may only read the folder. A folder in which an
 * epoch is or was is left as it is: what was destroyed is not made again.
 */
export async function makeFirstWrappingKey(folder: string): Promise<void> {
  const wrapping = await openFileWrappingKeys(folder);
  const begun = (await readdir(folder)).some((name) => /^epoch-\d+\.(key|destroyed)$/.test(name));
  if (!begun) await wrapping.make(1);
}
