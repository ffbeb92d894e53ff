import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What a command was told. Throws, with how it is used, where it was told something that it does not know. */
export function readCommandLine<const T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${usage}\n${(error as Error).message}`, { cause: error });
  }
}
