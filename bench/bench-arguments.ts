import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Say } from './deployment/deployment.ts';

/** What a bench is told on its command line; `--built` names a directory that is built already, else it is built first. */
export function benchArguments() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      products: { ...text, default: '100000' },
      companies: text,
      'companies-file': text,
      data: { ...text, default: join(tmpdir(), 'trade-directory-bench') },
      built: text,
      pool: { ...text, default: '8000' },
      rounds: { ...text, default: '5' },
      seconds: { ...text, default: '8' },
      published: { ...text, default: '240' },
      minutes: { ...text, default: '1' },
      people: { ...text, default: '10000' },
      rows: { ...text, default: '100000' },
      only: { ...text, default: '' },
      heap: text,
      profile: text,
    },
  });
  const say: Say = (line) => void process.stdout.write(`${line}\n`);
  const products = Number(values.products);
  if (!values.built) build(say);
  return {
    say,
    products,
    companies: Number(values.companies ?? Math.ceil(products / 10)),
    companiesFile: values['companies-file'] ?? null,
    dataDir: values.data,
    built: values.built ?? 'dist',
    pool: Number(values.pool),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    published: Number(values.published),
    minutes: Number(values.minutes),
    people: Number(values.people),
    rows: Number(values.rows),
    only: values.only.split(',').filter(Boolean),
    heap: values.heap ? Number(values.heap) : null,
    nodeArguments: values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [],
  };
}

function build(say: Say): void {
  say('Building …');
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit', shell: true });
  if (status !== 0) throw new Error('Expected the directory to build; see above.');
}
