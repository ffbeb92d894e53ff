import { startWorld } from '../kit/world.ts';
import { declaredFaults } from './privacy-check.ts';

const faults = declaredFaults();
// What is declared wrong is said first: a directory may not start with it.
if (faults.length === 0) {
  await startWorld({ companies: 8, products: 40 })
    .then((world) => world.stop())
    .catch((error: Error) => void faults.push(error.message));
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length === 0) process.stdout.write('Everything that is stored, shown and taken is declared.\n');
process.exitCode = faults.length > 0 ? 1 : 0;
