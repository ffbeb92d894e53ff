import { readFileSync } from 'node:fs';
import type { Setting } from './setting.ts';
import { oneOf } from './setting.ts';

export type Shape = Record<string, Setting<unknown>>;
export type Config<S extends Shape> = { [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never };
export type Environment = Readonly<Record<string, string | undefined>>;

/** What every process reads. */
export const processShape = {
  NODE_ENV: oneOf(['production', 'development', 'test'], 'development'),
  LOG_LEVEL: oneOf(['info', 'warn', 'error', 'silent'], 'info'),
};

/** The environment does not hold what the process needs. The message lists every mistake, and no secret. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** Reads the whole environment at once. An empty value is an absent one. Throws ConfigError. */
export function readConfig<S extends Shape>(shape: S, env: Environment): Config<S> {
  const production = env['NODE_ENV'] === 'production';
  const mistakes: string[] = [];
  const values = Object.entries(shape).map(([name, setting]) => {
    try {
      return [name, readSetting(name, setting, env, production)];
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      mistakes.push(error.message);
      return [name, undefined];
    }
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.fromEntries(values) as Config<S>;
}

class Mistake extends Error {}

function readSetting(name: string, setting: Setting<unknown>, env: Environment, production: boolean): unknown {
  const { expected, secret, fallback, developmentFallback } = setting;
  const where = secret ? `${name} or ${name}_FILE` : name;
  const given = (secret && fromFile(name, env)) || env[name];
  if (given && production && secret && given === developmentFallback) {
    throw new Mistake(`${where}: expected a value of your own in production, got the one known from development.`);
  }
  const value = given || (fallback ?? (production ? undefined : developmentFallback));
  if (value === undefined) throw new Mistake(`${where}: expected ${expected}, got nothing. Set it.`);
  const read = setting.type.safeParse(value);
  if (read.success) return read.data;
  const shown = secret ? 'a value that is none (not shown)' : JSON.stringify(value.slice(0, 80));
  throw new Mistake(`${where}: expected ${expected}, got ${shown}.`);
}

function fromFile(name: string, env: Environment): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return undefined;
  if (env[name]) throw new Mistake(`${name} and ${name}_FILE: expected one of them, got both. Leave one out.`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Mistake(`${name}_FILE: expected a file that can be read, got ${JSON.stringify(file)} (${code}).`);
  }
}
