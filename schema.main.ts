import { writeFileSync } from 'node:fs';
import { assetPath } from './kit/assets/asset-path.ts';
import { schemaFaults } from './schema/check.ts';
import { committedSchema } from './schema/committed.ts';
import { compose } from './schema/compose.ts';
import { subgraphSdls } from './subgraph-schemas.ts';

/** What can be done with the schema that the code makes: see how it stands to the committed one, commit it, release it. */
const ACTS = {
  async check(): Promise<boolean> {
    const faults = await schemaFaults(generated, committedSchema());
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    return faults.length === 0;
  },
  async write(): Promise<boolean> {
    for (const [file, text] of Object.entries(generated)) store(file, text);
    return true;
  },
  async release(): Promise<boolean> {
    if (!(await ACTS.check())) return false;
    store('released.graphql', generated['api.graphql']);
    process.stdout.write('The public API is released from now on: what clients may rely on.\n');
    return true;
  },
};

const generated = compose(subgraphSdls());
const act = ACTS[process.argv[2] as keyof typeof ACTS];
if (!act)
  process.stderr.write(`Expected one of ${Object.keys(ACTS).join(', ')}, got ${process.argv[2] ?? 'nothing'}.\n`);
process.exitCode = (await act?.()) ? 0 : 1;

function store(file: string, text: string): void {
  writeFileSync(assetPath(import.meta.url, `schema/${file}`), text);
  process.stdout.write(`schema/${file}\n`);
}
