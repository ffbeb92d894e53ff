import { spawn } from 'node:child_process';
import { constants, copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ChecksumError } from './checksum.ts';
import type { Environment } from './server.options.ts';

/** The vendor's build that is downloaded. */
export const mongodVersion = '8.2.6';

/** Without an answer from the vendor's host in this time there is no way to it. */
const answerMilliseconds = 8_000;
const stallMilliseconds = 60_000;

/** Runs in a process of its own, since the library takes its settings from the environment and writes progress to the console. */
const program = `
const [library, downloadDir, version] = process.argv.slice(1);
const { MongoBinary, errors } = require(library);
MongoBinary.getPath({ downloadDir, version, checkMD5: true }).then(
  (path) => process.send({ path }),
  (error) => process.send({ reason: error.message, corrupt: error instanceof errors.Md5CheckFailedError }),
).finally(() => process.disconnect());`;

/** Certificates are verified (the library's default is not to), one try, nothing but the named folder is looked at. */
const settings: Environment = {
  npm_config_strict_ssl: 'true',
  MONGOMS_MAX_RETRIES: '1',
  MONGOMS_PREFER_GLOBAL_PATH: 'false',
  MONGOMS_SYSTEM_BINARY: '',
};

/** Downloads the vendor's mongod into the folder. Throws ChecksumError when it has not the digest that the vendor publishes. */
export async function downloadMongod(folder: string, env: Environment, log: (line: string) => void): Promise<string> {
  log(`Downloading MongoDB ${mongodVersion} …`);
  const answer = await askLibrary(folder, env, log);
  if (answer.corrupt) throw new ChecksumError(`The vendor's mongod was refused: ${answer.reason}`);
  if (!answer.path) throw new Error(answer.reason?.replace(/\s*\n\s*/g, ' '));
  // The library may have found one that it had fetched for somebody else: that one stays where it is.
  const binary = join(folder, 'mongod');
  await copyFile(answer.path, binary, constants.COPYFILE_FICLONE);
  return binary;
}

interface Answer {
  path?: string;
  reason?: string;
  corrupt?: boolean;
}

function askLibrary(folder: string, env: Environment, log: (line: string) => void): Promise<Answer> {
  const library = createRequire(import.meta.url).resolve('mongodb-memory-server-core');
  const child = spawn(process.execPath, ['--eval', program, library, folder, mongodVersion], {
    cwd: folder,
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    windowsHide: true,
  });
  return new Promise((resolve) => {
    const giveUp = (): void => {
      child.kill('SIGKILL');
      resolve({ reason: "the vendor's host did not answer in time" });
    };
    // The child keeps this process alive while it runs; its last line may come after its end, and must not.
    let patience = setTimeout(giveUp, answerMilliseconds).unref();
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      clearTimeout(patience);
      patience = setTimeout(giveUp, stallMilliseconds).unref();
      log(line.trim());
    });
    child.once('message', (answer: Answer) => resolve(answer));
    child.once('close', (code) => {
      clearTimeout(patience);
      resolve({ reason: `the download ended with code ${code}` });
    });
  });
}
