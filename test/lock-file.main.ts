import { readFileSync, writeFileSync } from 'node:fs';
import { missingPlatforms, type LockedPackages } from './lock-file.ts';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: LockedPackages };
const missing = missingPlatforms(lock.packages);
const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${Object.keys(missing).length} packages for other platforms added.\n`);
