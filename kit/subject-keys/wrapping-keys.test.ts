import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentWrappingKeys } from './environment.wrapping-keys.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { boundOf, KEY_BYTES } from './wrapped-key.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'wrapping-'))));
afterEach(() => rm(folder, { recursive: true }));

const REF = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const one = () => [{ key: randomBytes(KEY_BYTES), bound: boundOf(REF, 1) }];

describe('wrapping keys in a folder', () => {
  it('are made once, whoever asks, and nobody else may read them', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => openFileWrappingKeys(join(folder, 'w'))));
    await Promise.all(all.map((each) => each.make(1)));
    const keys = one();
    const [sealed] = await all[0]!.wrap(1, keys);
    for (const each of all)
      expect(await each.unwrap(1, [{ sealed: sealed!, bound: keys[0]!.bound }])).toEqual([keys[0]!.key]);
    expect(await readdir(join(folder, 'w'))).toEqual(['epoch-1.key']);
    const modes = await Promise.all(
      ['w', 'w/epoch-1.key'].map(async (path) => (await stat(join(folder, path))).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600]);
  });

  it.each([0o640, 0o604, 0o620])('are refused with mode %o', async (mode) => {
    await (await openFileWrappingKeys(folder)).make(1);
    await chmod(join(folder, 'epoch-1.key'), mode);
    await expect((await openFileWrappingKeys(folder)).wrap(1, one())).rejects.toMatchObject({
      code: 'EXPOSED',
      message: expect.stringContaining(mode.toString(8)) as string,
    });
  });

  it('are overwritten when they are destroyed, and do not come back with a backup', async () => {
    const wrapping = await openFileWrappingKeys(folder);
    await wrapping.make(1);
    await wrapping.wrap(1, one());
    await cp(join(folder, 'epoch-1.key'), join(folder, 'backup'));
    const handle = await open(join(folder, 'epoch-1.key'));
    const before = Buffer.alloc(32);
    await handle.read(before, 0, 32, 0);
    await wrapping.destroy(1);
    await wrapping.destroy(1);
    const after = Buffer.alloc(32);
    await handle.read(after, 0, 32, 0);
    await handle.close();
    expect(after.equals(before)).toBe(false);
    await cp(join(folder, 'backup'), join(folder, 'epoch-1.key'));
    for (const each of [wrapping, await openFileWrappingKeys(folder)]) {
      expect(await each.has(1)).toBe(false);
      await expect(each.wrap(1, one())).rejects.toMatchObject({ code: 'NO_EPOCH' });
      await expect(each.make(1)).rejects.toMatchObject({ code: 'DESTROYED' });
    }
  });

  it('are refused when the file is none', async () => {
    await writeFile(join(folder, 'epoch-1.key'), 'short', { mode: 0o600 });
    const wrapping = await openFileWrappingKeys(folder);
    await expect(wrapping.derive(1, 'index')).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('epoch-1.key') as string,
    });
    await expect(wrapping.derive(2, 'index')).rejects.toMatchObject({
      code: 'NO_EPOCH',
      message: expect.stringContaining('epoch 2') as string,
    });
  });
});

describe('wrapping keys in the environment', () => {
  const secret = randomBytes(32).toString('base64url');

  it('are made and destroyed by the operator, who is told how', async () => {
    const wrapping = environmentWrappingKeys(JSON.stringify({ 1: secret }));
    await wrapping.make(1);
    await wrapping.destroy(2);
    await expect(wrapping.make(2)).rejects.toMatchObject({
      code: 'BY_HAND',
      message:
        'Add "2": 32 random bytes as base64url to WRAPPING_KEYS_VALUE, start every process anew with it, and then run this again.',
    });
    const asked = await wrapping.destroy(1).catch((error: Error) => error);
    expect(asked).toMatchObject({
      code: 'BY_HAND',
      message: expect.stringContaining('Take "1" out of WRAPPING_KEYS_VALUE') as string,
    });
    expect((asked as Error).message).not.toContain(secret);
  });

  it.each(['', 'a key', '{}}', '{"1":"short"}', '{"one":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}', '["x"]'])(
    'are refused when the value is %j, which is not shown',
    (value) => {
      expect(() => environmentWrappingKeys(value)).toThrow(
        'WRAPPING_KEYS_VALUE: expected {"1":"<32 random bytes as base64url>"}, got a value that is none (not shown).',
      );
    },
  );
});
