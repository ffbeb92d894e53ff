import type { Config } from '../config/config.ts';
import { startedWith } from '../process/started-with.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openKeyringFrom } from './open-keyring.ts';
import type { keyringShape } from './setting.ts';

/**
 * Starts something with a keyring of its own, which is open as long as it runs. When the start fails nothing stays open, so that it can be
 * tried again. `dataUri`: the deployment that holds the subjects' data.
 */
export async function startWithKeyring<Started extends { stop(): Promise<void> }>(
  config: Config<typeof keyringShape>,
  dataUri: string,
  start: (keyring: Keyring) => Promise<Started>,
): Promise<Started> {
  const { keyring, close } = await openKeyringFrom(config, { dataUri });
  return startedWith(close, () => start(keyring));
}
