import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Environment } from '../../../kit/config/config.ts';
import { ed25519PrivateKey, text } from '../../../kit/config/setting.ts';
import { keyFilesIn } from '../../../kit/keys/key-folder.ts';
import { createSessionSigner } from '../../../kit/session/session-token.ts';
import { readStaffRequest } from './staff-request.ts';

/** The key of the environment; else the one that `npm start` made. Throws when there is neither. */
function signingKeyOf(env: Environment): string {
  const shape = { SESSION_SIGNING_KEY: ed25519PrivateKey };
  if (env['SESSION_SIGNING_KEY'] || env['SESSION_SIGNING_KEY_FILE']) return readConfig(shape, env).SESSION_SIGNING_KEY;
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, env);
  const { sessionSigningKey } = keyFilesIn(join(DATA_DIR, 'keys'));
  if (!existsSync(sessionSigningKey)) {
    throw new Error(
      `Expected the session key at ${sessionSigningKey}, found none. Start the directory first (npm start), or name its folder by DATA_DIR, or the key's file by SESSION_SIGNING_KEY_FILE.`,
    );
  }
  return readConfig(shape, { ...env, SESSION_SIGNING_KEY_FILE: sessionSigningKey }).SESSION_SIGNING_KEY;
}

try {
  const { values } = parseArgs({ options: { role: { type: 'string', multiple: true }, minutes: { type: 'string' } } });
  const { roles, minutes } = readStaffRequest(values);
  const accountId = randomBytes(12).toString('hex');
  const token = await createSessionSigner(signingKeyOf(process.env))({
    accountId,
    sessionId: randomBytes(12).toString('hex'),
    roles,
    seconds: minutes * 60,
  });
  const until = new Date(Date.now() + minutes * 60_000).toISOString();
  // The token alone, so that a script can take it; what is for a person goes the other way.
  process.stderr.write(
    `Account ${accountId}, ${roles.join(' and ')}, until ${until}. Send it as: Authorization: Bearer …\n`,
  );
  process.stdout.write(`${token}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
