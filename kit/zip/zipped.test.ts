import { randomBytes } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { unzipped, wholeOf } from '../../test/kit/unzipped.ts';
import { zipped, type ZipEntry } from './zipped.ts';

async function* piecesOf(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

it('holds each entry as it was given, whatever its name', async () => {
  const archive = await wholeOf(
    zipped(
      (async function* () {
        yield { path: 'data.json', bytes: piecesOf('{"a":', '1}') };
        yield { path: 'files/özet 摘要.txt', bytes: piecesOf() };
      })(),
    ),
  );
  expect([...(await unzipped(archive))].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
    ['data.json', '{"a":1}'],
    ['files/özet 摘要.txt', ''],
  ]);
});

it('asks for no more than is read, and for nothing once nobody reads', async () => {
  let given = 0;
  const endless = async function* (): AsyncGenerator<Buffer> {
    for (;;) {
      given++;
      yield randomBytes(64 * 1024);
    }
  };
  const reader = zipped(
    (async function* (): AsyncGenerator<ZipEntry> {
      yield { path: 'endless', bytes: endless() };
    })(),
  );
  await reader.next();
  for (let n = 0; n < 500; n++) await breathe();
  await reader.return(undefined);
  const ended = given;
  expect(ended).toBeLessThan(64);
  for (let n = 0; n < 100; n++) await breathe();
  expect(given).toBe(ended);
});

it('breaks off with what an entry throws', async () => {
  const broken = zipped(
    (async function* (): AsyncGenerator<ZipEntry> {
      yield { path: 'whole', bytes: piecesOf('whole') };
      yield {
        path: 'broken',
        bytes: (async function* (): AsyncGenerator<Buffer> {
          yield Buffer.from('half');
          throw new Error('out of order');
        })(),
      };
    })(),
  );
  await expect(wholeOf(broken)).rejects.toThrow('out of order');
});
