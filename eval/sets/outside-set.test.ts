import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocuments } from './documents.ts';
import { readOutsideSet } from './outside-set.ts';
import { readQrels } from './qrels.ts';
import { readQueries } from './queries.ts';

let folder: string;
const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('documents', () => {
  it('are read with fields absent, null and empty, ids of any form, marks and blank lines', async () => {
    const text = '\uFEFF{"id":"B0 /ü","title":"Vana","brand":null,"text":"uzun"}\r\n\n{"id":7,"title":"","more":1}\n';
    expect(await readDocuments(await file('d.jsonl', text), 'TR')).toEqual([
      { id: 'B0 /ü', title: { tr: 'Vana' }, brand: null, text: { tr: 'uzun' } },
      { id: '7', title: {}, brand: null, text: {} },
    ]);
  });

  it.each([
    ['{"id":"a"}\n{"id":', 2, 'Expected a JSON object'],
    ['["a"]', 1, 'Expected a JSON object, got ["a"]'],
    ['{"title":"x"}', 1, 'Expected `id` to be a text or a number, got nothing'],
    ['{"id":""}', 1, 'Expected `id`'],
    ['{"id":"a","title":["x"]}', 1, 'Expected `title` to be a text or null, got ["x"]'],
    ['{"id":"a"}\n\n{"id":"a"}', 3, 'Expected each id once, got "a" again'],
  ])('of %j are refused with their line', async (text, line, message) => {
    const path = await file('bad.jsonl', text);
    await expect(readDocuments(path, 'EN')).rejects.toThrow(`${path}:${line}: ${message}`);
  });
});

describe('queries and judgements', () => {
  it('are read', async () => {
    expect(await readQueries(await file('q.tsv', 'q1\tball valve\n\nq 2\t  küresel\tvana \n'))).toEqual(
      new Map([
        ['q1', 'ball valve'],
        ['q 2', 'küresel\tvana'],
      ]),
    );
    const qrels = await readQrels(await file('q.trec', 'q1 0 a 2\nq1\t0\ta\t1\nq 2\t0\tB0 /ü\t0.5\nq1 Q0 c -1\n'));
    expect(qrels.get('q1')).toEqual(new Map([['a', 2], ['c', 0]])); // prettier-ignore
    expect(qrels.get('q 2')).toEqual(new Map([['B0 /ü', 0.5]]));
  });

  it('are refused when there is no such file', async () => {
    await expect(readQueries(join(folder, 'gone.tsv'))).rejects.toThrow('gone.tsv: Expected a file that can be read');
  });

  it.each([
    [readQueries, 'q1 no tab', 'Expected `id TAB text`, got "q1 no tab"'],
    [readQueries, 'q1\t ', 'Expected `id TAB text`'],
    [readQueries, 'q1\ta\nq1\tb', "Expected each query's id once"],
    [readQrels, 'q1 0 a', 'Expected `query 0 document grade`'],
    [readQrels, 'q1 0 a high', 'Expected `query 0 document grade`, got "q1 0 a high"'],
  ])('are refused with their line', async (read, text, message) => {
    const path = await file('bad.txt', text);
    await expect(read(path)).rejects.toThrow(`${path}:${text.split('\n').length}: ${message}`);
  });
});

it('a set keeps what was judged, and remarks on what does not fit together', async () => {
  const { documents, set, remarks } = await readOutsideSet(
    {
      documents: await file('d.jsonl', '{"id":"a","title":"x"}'),
      queries: await file('q.tsv', 'q1\tx\nq2\ty'),
      qrels: await file('q.trec', 'q1 0 a 1\nq1 0 gone 1\nq9 0 a 1'),
    },
    'ZH',
  );
  expect(documents).toHaveLength(1);
  expect(set).toMatchObject({ name: 'zh', locale: 'ZH', queries: [{ id: 'q1', text: 'x', complete: false }] });
  expect(remarks).toHaveLength(3);
});
