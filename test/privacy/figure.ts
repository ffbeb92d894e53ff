import { appendFileSync } from 'node:fs';

/** Says what a proof measured; `npm run test:privacy` prints all of it at its end. Elsewhere it goes nowhere. */
export function figure(what: string, measured: string | number): void {
  const file = process.env['PRIVACY_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify([what, String(measured)])}\n`);
}
