import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChecksumError, verifyChecksum } from './checksum.ts';
import { meilisearchVersion } from './meilisearch.package.ts';

/** Where the vendor lists the files of the release, each with its size, digest and address. */
const releaseUrl = `https://api.github.com/repos/meilisearch/meilisearch/releases/tags/v${meilisearchVersion}`;

const assets: Record<string, string> = {
  'darwin arm64': 'meilisearch-macos-apple-silicon',
  'darwin x64': 'meilisearch-macos-amd64',
  'linux arm64': 'meilisearch-linux-aarch64',
  'linux x64': 'meilisearch-linux-amd64',
  'win32 x64': 'meilisearch-windows-amd64.exe',
};

const answerMilliseconds = 8_000;
const downloadMilliseconds = 10 * 60_000;

interface Asset {
  name: string;
  size: number;
  /** `sha256:` and hexadecimal digits; releases before June 2025 have none. */
  digest: string | null;
  browser_download_url: string;
}

/** Downloads the vendor's binary for this platform into the folder. Throws ChecksumError when it is not what the release publishes. */
export async function downloadRelease(folder: string, log: (line: string) => void, url = releaseUrl): Promise<string> {
  const asset = await findAsset(url);
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(asset.digest ?? '')?.[1];
  if (!sha256)
    throw new ChecksumError(
      `${asset.name} was refused: its release should publish a SHA-256, it says ${asset.digest}.`,
    );
  const file = join(folder, asset.name);
  const response = await fetch(asset.browser_download_url, { signal: AbortSignal.timeout(downloadMilliseconds) });
  if (!response.ok || !response.body) throw new Error(`${asset.browser_download_url} answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), progress(asset, log), createWriteStream(file));
  await verifyChecksum(file, sha256, asset.name);
  return file;
}

async function findAsset(url: string): Promise<Asset> {
  const platform = `${process.platform} ${process.arch}`;
  const name = assets[platform];
  if (!name) throw new Error(`the vendor releases no binary for ${platform}`);
  const response = await fetch(url, { signal: AbortSignal.timeout(answerMilliseconds) }).catch((error: Error) => {
    throw new Error(`${url} cannot be reached: ${error.cause instanceof Error ? error.cause.message : error.message}`);
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const release = (await response.json()) as { assets: Asset[] };
  const asset = release.assets.find((candidate) => candidate.name === name);
  if (!asset) throw new Error(`${url} lists no ${name}`);
  return asset;
}

/** Passes the bytes through, and says each tenth of them. */
function progress({ name, size }: Asset, log: (line: string) => void): Transform {
  let bytes = 0;
  let tenths = -1;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      const now = Math.floor((bytes / size) * 10);
      if (now > tenths) log(`Downloading ${name}: ${now * 10} % of ${Math.round(size / 1e6)} MB`);
      tenths = now;
      done(null, chunk);
    },
  });
}
