import { NASTY } from '../../../test/kit/nasty-texts.ts';
import { plannedRow } from '../import/planned-row.ts';
import { readRow } from '../import/read-row.ts';
import { rowsOf } from '../import/import-source.ts';
import { SeenKeys } from '../import/seen-keys.ts';
import { newProduct } from '../product/product.change.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { checkedProduct } from '../product/product.rules.ts';
import type { RowFormat } from '../import/import-words.ts';
import { exportFile } from './export-file.ts';

const now = new Date('2026-11-24T10:00:00Z');
const companyId = 'c'.repeat(24);

async function madeOf(given: object): Promise<ProductRecord[]> {
  const checked = await checkedProduct({ name: { en: 'Valve' }, categoryCode: '10.10.05', ...given });
  return 'product' in checked ? [newProduct(checked.product, companyId, now)] : [];
}

/** Everything that a product may say, in texts that break out of quotes, cells and lines; what no product may say is left out. */
async function nastyProducts(): Promise<ProductRecord[]> {
  const made: ProductRecord[] = [];
  const more = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "'=1",
    "''quoted",
    "'plain",
    '＝1',
    'a,b;c\td',
    '"',
    '""',
    'a\nb\r\nc',
    '|:',
    'null',
  ];
  for (const [number, text] of [...new Set([...NASTY, ...more])].entries()) {
    const externalId = `N-${number}`;
    for (const given of [
      { name: { en: text, tr: 'Vana' }, externalId: `${externalId}-name` },
      { description: { zh: text, en: `${text}\n${text}` }, externalId: `${externalId}-description` },
      { attributes: [{ key: 'note', value: { en: text } }], externalId: `${externalId}-attribute` },
      {
        certificates: [{ standard: text, scope: text, expiresAt: '2027-01-01' }],
        externalId: `${externalId}-certificate`,
      },
      { incoterm: 'FOB', incotermPlace: text, externalId: `${externalId}-place` },
      { externalId: text },
    ])
      made.push(...(await madeOf(given)));
  }
  made.push(
    ...(await madeOf({
      externalId: 'whole',
      name: { tr: 'Vana', zh: '阀门', en: 'Valve' },
      description: { tr: 'a' },
      hsCode: '848180',
      unit: 'KGM',
      currency: 'USD',
      priceTiers: [
        { minimumQuantity: '1', amount: '10.50' },
        { minimumQuantity: '100', amount: '9.8' },
      ],
      priceValidFrom: '2026-01-01',
      priceValidUntil: '2026-12-31T12:34:56.789Z',
      minimumOrderQuantity: '0.5',
      minimumOrderUnit: 'TNE',
      incoterm: 'FOB',
      incotermPlace: 'Izmir',
      originCountry: 'TR',
      leadTimeDays: 0,
      samples: { available: true, price: '1', currency: 'EUR' },
      oem: true,
      odm: false,
    })),
    ...(await madeOf({
      externalId: 'range',
      currency: 'TRY',
      priceRange: { minimum: '1', maximum: '2' },
      samples: { available: false },
    })),
  );
  return made;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

it.each(['CSV', 'NDJSON'] as const)(
  'a catalogue that went out as %s comes back unchanged, row by row',
  async (format: RowFormat) => {
    const products = await nastyProducts();
    expect(products.length).toBeGreaterThan(150);
    const before = new Map(products.map((product) => [product.externalId!, product]));
    const seen = new SeenKeys();
    const outcomes: unknown[] = [];
    for await (const row of rowsOf(format, exportFile(format, each(products)))) {
      const read = readRow(row, format, seen);
      const planned = await plannedRow(read, before.get(read.externalId!) ?? null, { companyId, dryRun: false }, now);
      outcomes.push([read.externalId, planned.report.outcome, planned.report.problems]);
    }
    expect(outcomes).toEqual(products.map(({ externalId }) => [externalId, 'UNCHANGED', []]));
  },
);

it('no cell of a CSV file begins as a formula does', async () => {
  const products = await madeOf({ externalId: 'f', name: { en: '=HYPERLINK("http://x")', tr: '@x', zh: '-1' } });
  let text = '';
  for await (const piece of exportFile('CSV', each(products))) text += piece.toString();
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain(",'@x,'-1,");
});
