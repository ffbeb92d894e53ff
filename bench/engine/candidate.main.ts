import 'reflect-metadata';
import { startApollo } from './apollo.ts';
import type { EngineName, Start } from './candidate.ts';
import { openGround, type StartEngine } from './ground.ts';
import { startHive } from './hive.ts';
import { startOwn } from './own.ts';

const ENGINES: Record<EngineName, StartEngine> = { own: startOwn, hive: startHive, apollo: startApollo };

process.on('message', ({ name, ...options }: Start) => {
  openGround(options)
    .then(ENGINES[name])
    .then(
      (origin) => process.send!({ origin }),
      (error: Error) => process.send!({ failure: error.stack }),
    );
});
// Nothing here is worth keeping, and not every engine ends by itself.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
