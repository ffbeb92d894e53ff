/**
 * The Harmonized System's English description of a chapter (2 digits), heading (4) or subheading (6), written without dots; undefined for an
 * unknown code. The table is read at the first question.
 */
export async function hsDescription(code: string): Promise<string | undefined> {
  const table = await hsTable();
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

let table: Promise<Readonly<Record<string, string>>> | undefined;

/** Every code of the Harmonized System with its description. */
export function hsTable(): Promise<Readonly<Record<string, string>>> {
  return (table ??= import('./hs.json', { with: { type: 'json' } }).then((module) => module.default));
}
