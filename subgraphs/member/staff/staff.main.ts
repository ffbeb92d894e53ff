import 'reflect-metadata';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../../../kit/config/config.ts';
import { text } from '../../../kit/config/setting.ts';
import { onMongod } from '../../../kit/local-servers/on-mongod.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { withLocalKeys } from '../../../kit/subject-keys/local-keys.ts';
import { openKeyringFrom } from '../../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../../kit/subject-keys/setting.ts';
import { auditEventRecord } from '../../../schema/events/audit-event.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { memberServices } from '../services.ts';
import { StaffAccounts } from './staff-accounts.ts';
import { readStaffCommand, type StaffCommand } from './staff-command.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
/** It signs nothing: no session is opened here. */
const unusedKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

async function staffOn<T>(uri: string, keyring: Keyring, act: (staff: StaffAccounts) => Promise<T>): Promise<T> {
  const [connection, events] = connect(uri, ['member', 'events']);
  try {
    await connection.asPromise();
    await ensureCollections(connection, MEMBER_RECORDS);
    await ensureCollections(events, [...MEMBER_EVENTS, auditEventRecord]);
    // Mail is posted here, and sent by the directory while it runs.
    const mail = { smtp: 'smtp://127.0.0.1:25', from: 'directory@directory.example', publicUrl: 'http://127.0.0.1' };
    const log = createLog('staff', say);
    const services = memberServices({ connection, events, keyring, sessionKey: unusedKey(), mail, log });
    return await act(new StaffAccounts({ connection, events, ...services }));
  } finally {
    await connection.close();
  }
}

async function carriedOut(staff: StaffAccounts, command: StaffCommand): Promise<string> {
  switch (command.kind) {
    case 'list': {
      const all = await staff.list();
      return all.map(({ email, status, staffRoles }) => `${email}\t${status}\t${staffRoles.join(' ')}`).join('\n');
    }
    case 'add': {
      const password = command.printPassword ? randomBytes(15).toString('base64url') : null;
      await staff.add({ ...command, password });
      say(password ? 'Added. The password is shown this once:' : 'Added. A mail lets the reader set a password.');
      return password ?? '';
    }
    case 'roles':
      await staff.setRoles(command.email, command.roles);
      return '';
    case 'disable':
      await staff.disable(command.email);
      return '';
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string', multiple: true },
      name: { type: 'string' },
      'print-password': { type: 'boolean' },
    },
  });
  const command = readStaffCommand({ words: positionals, ...values });
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  const keys = readConfig(keyringShape, withLocalKeys(process.env, DATA_DIR));
  await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, async (uri) => {
    const { keyring, close } = await openKeyringFrom(keys, { dataUri: uri });
    try {
      const told = await staffOn(uri, keyring, (staff) => carriedOut(staff, command));
      // The password or the list alone, so that a script can take it; what is for a person goes the other way.
      if (told) process.stdout.write(`${told}\n`);
      say('Done.');
    } finally {
      await close();
    }
  });
} catch (error) {
  say((error as Error).message);
  process.exitCode = 2;
}
