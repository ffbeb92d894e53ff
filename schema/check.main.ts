import { schemaFaults } from './check.ts';
import { committedSchema } from './committed.ts';
import { compose } from './compose.ts';
import { subgraphSdls } from './subgraphs.ts';

const faults = await schemaFaults(compose(subgraphSdls()), committedSchema());
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
