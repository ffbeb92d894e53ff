import { createPublicKey } from 'node:crypto';
import { ConfigError, processShape, readConfig } from '../../../kit/config/config.ts';
import { ed25519PrivateKey, ed25519PublicKey, host, port, text } from '../../../kit/config/setting.ts';
import { createLog } from '../../../kit/log/log.ts';
import { endOnSignal } from '../../../kit/process/lifetime.ts';
import { FileWitness } from './file.witness.ts';
import { witnessServer } from './witness-server.ts';

/** The witness of the audit log as a process of its own, with its own file and key: on another machine than the database. */
const shape = {
  ...processShape,
  HOST: host,
  PORT: port(4004),
  WITNESS_DIR: text(500, '.data/witness'),
  WITNESS_SIGNING_KEY: ed25519PrivateKey,
  AUDIT_PUBLIC_KEY: ed25519PublicKey,
};
const write = (line: string): void => void process.stdout.write(line);

try {
  const config = readConfig(shape, process.env);
  const log = createLog('witness', write, config.LOG_LEVEL);
  const witness = new FileWitness({
    folder: config.WITNESS_DIR,
    witnessKey: config.WITNESS_SIGNING_KEY,
    logKey: createPublicKey(config.AUDIT_PUBLIC_KEY),
  });
  const server = witnessServer(witness, log);
  log.info('listening', { address: await server.listen({ port: config.PORT, host: config.HOST }) });
  endOnSignal(() => server.close(), log);
} catch (error) {
  const log = createLog('witness', write);
  if (error instanceof ConfigError) for (const reason of error.mistakes) log.error('configuration mistake', { reason });
  else log.error('not started', { reason: (error as Error).message });
  process.exitCode = 1;
}
