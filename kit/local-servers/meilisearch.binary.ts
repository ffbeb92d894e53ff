import { cacheBinary } from './cache.ts';
import { cached, fetched } from './cached.way.ts';
import { meilisearchVersion, packagedMeilisearch } from './meilisearch.package.ts';
import { downloadRelease } from './meilisearch.release.ts';
import { binaryOnPath, namedBinary } from './path-binary.ts';
import type { VersionRule } from './path-binary.ts';
import type { ServerOptions } from './server.options.ts';
import { findBinary } from './way.ts';
import type { Binary, Way } from './way.ts';

const rule: VersionRule = {
  pattern: /meilisearch (\S+)/,
  accepts: (version) => version.startsWith('1.21.'),
  words: '1.21 (another version cannot read its data, and searches differently)',
};

const name = `meilisearch-${meilisearchVersion}`;

/** The Meilisearch to start: named by the user, on the PATH, cached, in the installed package, fetched from the vendor. */
export const findMeilisearch = ({ env, log }: ServerOptions): Promise<Binary> =>
  findBinary(
    `a Meilisearch ${meilisearchVersion} server`,
    [
      namedBinary('MEILISEARCH_BINARY', env, rule),
      binaryOnPath('meilisearch', env, rule),
      cached(name, env),
      packaged(env),
      fetched("the vendor's release", name, env, log, (scratch) => downloadRelease(scratch, log)),
    ],
    [
      'set MEILI_URL and MEILI_MASTER_KEY to those of a Meilisearch 1.21 that runs;',
      'install Meilisearch 1.21, so that meilisearch is on the PATH or named by MEILISEARCH_BINARY;',
      'run "docker compose up", which brings its own servers.',
    ],
  );

/** Copied into the cache, since a package's file is not executable and its folder may be read-only. */
const packaged = (env: ServerOptions['env']): Way => ({
  words: 'the installed package',
  find: () => cacheBinary(env, name, packagedMeilisearch),
});
