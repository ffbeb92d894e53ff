import { Ajv2020 } from 'ajv/dist/2020.js';
import type { PersonRecord } from '../../../kit/participation/participant.ts';
import { NASTY } from '../../../test/kit/nasty-texts.ts';
import { unzipped, wholeOf } from '../../../test/kit/unzipped.ts';
import { personalRows } from '../data-map/data-map.ts';
import { exportArchive } from './export-archive.ts';
import type { ExportContents } from './export-contents.ts';
import { exportSchema } from './export-schema.ts';

const publicUrl = 'https://directory.example/';
const references = [{ ref: '01JDTESTTESTTESTTESTTESTTE', kind: 'MEMBER' as const }];
const account = (values: Record<string, unknown>, more: Partial<PersonRecord> = {}): PersonRecord => ({
  store: 'member',
  collection: 'accounts',
  subjectPath: 'subjectRef',
  kind: 'MEMBER',
  id: '1'.repeat(24),
  values,
  summarised: [],
  files: [],
  ...more,
});
const held = (...records: PersonRecord[]): ExportContents['participants'] => [
  {
    name: 'member',
    async *export() {
      yield* records;
    },
    file: async (asked, fileId) =>
      fileId === 'gone'
        ? null
        : (async function* () {
            yield Buffer.from(`bytes of ${fileId} for ${asked[0]!.ref}`);
          })(),
  },
];
const filesOf = async (participants: ExportContents['participants'], locale: 'TR' | 'ZH' | 'EN' = 'EN') =>
  unzipped(
    await wholeOf(
      exportArchive({
        participants,
        references,
        rows: personalRows(),
        mapHash: 'a'.repeat(64),
        controller: { controller: 'Örnek <A.Ş.>', controllerAddress: '1 Street', contact: 'privacy@directory.example' },
        schemaUrl: 'https://directory.example/schemas/personal-data-export.json',
        publicUrl,
        locale,
        madeAt: new Date('2026-11-27T08:00:00Z'),
      }),
    ),
  );
const isValid = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(exportSchema(publicUrl));
const textsOf = async (files: Promise<Map<string, Buffer>>) => {
  const all = await files;
  const data = JSON.parse(all.get('data.json')!.toString()) as {
    records: PersonRecord[];
    paths: { path: string; purposes: string[] }[];
    purposes: Record<string, { describe: string }>;
  };
  expect(isValid(data) ? [] : isValid.errors).toEqual([]);
  return { data, page: all.get('index.html')!.toString(), all };
};

it('holds what is held, twice: as data that is valid against the schema beside it, and as a page', async () => {
  const values = { name: 'Ayşe Örnek', acceptedPolicies: [{ version: '1', at: '2026-11-24T10:00:00.000Z' }] };
  const { data, page, all } = await textsOf(filesOf(held(account(values, { summarised: ['status'] }))));
  expect([...all.keys()]).toEqual(['data.json', 'schema.json', 'index.html']);
  expect(JSON.parse(all.get('schema.json')!.toString())).toEqual(exportSchema(publicUrl));
  expect(data.records).toEqual([{ ...account(values), summarised: ['status'] }]);
  for (const { purposes } of data.paths)
    for (const key of purposes) expect(data.purposes[key]!.describe).toMatch(/\.$/);
  expect(data.paths.map(({ path }) => path)).toContain('acceptedPolicies[].version');
  expect(data.paths.map(({ path }) => path)).not.toContain('passwordHash');
  expect(page).toContain('<code>acceptedPolicies[].at</code></th><td>2026-11-24T10:00:00.000Z</td>');
  expect(page).toContain('Opening and keeping an account');
});

it('refuses data of another form', () => {
  expect(isValid({ format: '1' })).toBe(false);
});

it.each([
  ['TR', 'tr', 'Kişisel verileriniz', 'Bir hesap açmak'],
  ['ZH', 'zh-Hans', '您的个人信息', '开立和维护账户'],
] as const)('speaks the language of the person: %s', async (locale, tag, title, purpose) => {
  const { data, page } = await textsOf(filesOf(held(account({ name: 'A' })), locale));
  expect(data).toMatchObject({ language: tag });
  expect(data.purposes['account']!.describe).toContain(purpose);
  expect(page).toContain(`<html lang="${tag}">`);
  for (const said of [title, purpose]) expect(page).toContain(said);
});

it('takes nothing that somebody wrote for more than a text, and has no script', async () => {
  const hostile = [...NASTY, '</td><script>alert(1)</script>', '"onload="x', "'><img src=x onerror=x>", '</title>'];
  const records = hostile.map((name, n) =>
    account(
      { name },
      {
        summarised: [`${name.slice(0, 200)}x`],
        files: [
          { fileId: `f${n}`, filename: `../${name.slice(0, 100)}.pdf`, contentType: 'application/pdf', byteSize: 1 },
        ],
      },
    ),
  );
  const { data, page, all } = await textsOf(filesOf(held(...records)));
  expect(data.records.map(({ values }) => values['name'])).toEqual(hostile);
  expect(page).not.toMatch(/<(script|img|iframe|svg|link|object)\b/i);
  expect(page.replaceAll(/"[^"]*"/g, '')).not.toMatch(/<[^>]*\son\w+=/i);
  expect(page).toContain("default-src 'none'");
  for (const path of all.keys()) expect(path).not.toMatch(/(^|\/)\.\.?(\/|$)|\\|^\//);
});

it('brings each file once, by its name, with a word in place of one that went meanwhile', async () => {
  const file = { fileId: 'a1', filename: 'teklif.pdf', contentType: 'application/pdf', byteSize: 10 };
  const gone = { ...file, fileId: 'gone', filename: 'eski.pdf' };
  const { data, page, all } = await textsOf(
    filesOf(held(account({}, { files: [file, gone] }), account({}, { files: [file] }))),
  );
  const paths = ['files/member/a1/teklif.pdf', 'files/member/gone/eski.pdf.deleted.txt'];
  expect([...all.keys()].slice(3)).toEqual(paths);
  expect(all.get(paths[0]!)!.toString()).toBe(`bytes of a1 for ${references[0]!.ref}`);
  expect(data.records[0]!.files[0]).toMatchObject({ path: paths[0], filename: 'teklif.pdf' });
  expect(page).toContain(`href="${paths[0]}"`);
});

it('is not made when a part of the directory breaks off', async () => {
  const broken: ExportContents['participants'] = [
    {
      name: 'catalog',
      async *export() {
        yield account({ name: 'half' });
        throw new Error('out of order');
      },
      file: async () => null,
    },
  ];
  await expect(filesOf(broken)).rejects.toThrow('out of order');
});
