import { writeFileSync } from 'node:fs';
import { assetPath } from '../kit/assets/asset-path.ts';
import { schemaFaults } from './check.ts';
import { committedSchema } from './committed.ts';
import { compose } from './compose.ts';
import { subgraphSdls } from './subgraphs.ts';

const generated = compose(subgraphSdls());
const faults = await schemaFaults(generated, committedSchema());
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);
writeFileSync(assetPath(import.meta.url, 'schema/released.graphql'), generated['api.graphql']);
process.stdout.write('schema/released.graphql is the public API from now on: what clients may rely on.\n');
