import { ConfigError, processShape, readConfig, type Config, type Environment, type Shape } from '../config/config.ts';
import { ed25519PublicKey, host, port } from '../config/setting.ts';
import { createLog, type Log } from '../log/log.ts';
import { endOnSignal } from '../process/lifetime.ts';
import { createParticipationVerifier } from '../participation/participation-statement.ts';
import { createViewerVerifier } from '../viewer/viewer-statement.ts';
import { serveSubgraph } from './serve.ts';
import type { Subgraph } from './subgraph.ts';

/** What every subgraph's process reads. */
const everyShape = { ...processShape, HOST: host, VIEWER_PUBLIC_KEY: ed25519PublicKey };

const participationShape = { PARTICIPATION_PUBLIC_KEY: ed25519PublicKey };

export interface SubgraphProcess<S extends Shape> {
  name: Subgraph['name'];
  /** The port that it listens on unless told otherwise. */
  port: number;
  /** Whether it takes part in the rights of people: the privacy subgraph asks it then. */
  takesPart?: true;
  /** What the subgraph itself reads from the environment. */
  shape: S;
  start: (config: Config<S> & Config<typeof everyShape>, log: Log) => Promise<Subgraph>;
}

/** A subgraph as a process of its own: configured by the environment, logging to standard output, ending on a signal. */
export async function runSubgraph<S extends Shape>(parts: SubgraphProcess<S>, env: Environment): Promise<void> {
  const { name, start, takesPart = false } = parts;
  const write = (line: string): void => void process.stdout.write(line);
  const shape = { ...everyShape, PORT: port(parts.port), ...(takesPart && participationShape) };
  try {
    const config = readConfig({ ...parts.shape, ...shape }, env) as Config<S> & Config<typeof shape>;
    const log = createLog(name, write, config.LOG_LEVEL);
    const { PARTICIPATION_PUBLIC_KEY: asking } = config as { PARTICIPATION_PUBLIC_KEY?: string };
    const server = await serveSubgraph({
      name,
      start: () => start(config, log),
      verify: createViewerVerifier(config.VIEWER_PUBLIC_KEY),
      ...(asking !== undefined && { verifyParticipation: createParticipationVerifier(asking) }),
      port: config.PORT,
      host: config.HOST,
      log,
      production: config.NODE_ENV === 'production',
    });
    endOnSignal(() => server.stop(), log);
  } catch (error) {
    const log = createLog(name, write);
    if (error instanceof ConfigError)
      for (const reason of error.mistakes) log.error('configuration mistake', { reason });
    else log.error('not started', { reason: (error as Error).message });
    process.exitCode = 1;
  }
}
