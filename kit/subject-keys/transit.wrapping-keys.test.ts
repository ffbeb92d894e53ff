import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { transitWrappingKeys } from './transit.wrapping-keys.ts';
import { boundOf, KEY_BYTES } from './wrapped-key.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/**
 * No Vault, and no OpenBao: a small server that speaks as much of their transit protocol as is needed here, with their statuses and words. It
 * really encrypts (AES-256-GCM) and really deletes. Like them it makes a key that encrypting names and that is not there, where the
 * token may create.
 */
class Transit {
  readonly keys = new Map<string, { key: Buffer; hmac: Buffer; deletable: boolean }>();
  readonly asked: string[] = [];
  answer: 'as it should' | 'broken' | 'never' = 'as it should';

  make = (name: string) => {
    if (!this.keys.has(name)) this.keys.set(name, { key: randomBytes(32), hmac: randomBytes(32), deletable: false });
  };

  handle(method: string, path: string, token: unknown, body: Body): [number, object?] {
    this.asked.push(`${method} ${path}`);
    if (token !== 'a token') return [403, { errors: ['permission denied'] }];
    const [, verb, name, more] = path.split('/') as [string, string, string, string | undefined];
    if (verb === 'encrypt') this.make(name);
    if (method === 'POST' && verb === 'keys' && !more) this.make(name);
    const held = this.keys.get(name);
    if (!held) return verb === 'keys' ? [404, { errors: [] }] : [400, { errors: ['encryption key not found'] }];
    if (verb === 'keys') return this.keyCall(method, name, more, body);
    if (verb === 'hmac')
      return [
        200,
        {
          data: {
            hmac: `vault:v1:${createHmac('sha256', held.hmac).update(Buffer.from(body.input, 'base64')).digest('base64')}`,
          },
        },
      ];
    const results = body.batch_input.map((item) =>
      verb === 'encrypt' ? encrypt(held.key, item) : decrypt(held.key, item),
    );
    return [results.some(({ error }) => error) ? 400 : 200, { data: { batch_results: results } }];
  }

  keyCall(method: string, name: string, more: string | undefined, body: Body): [number, object?] {
    const held = this.keys.get(name)!;
    if (more === 'config') held.deletable = body.deletion_allowed;
    if (method !== 'DELETE') return [200, { data: { name } }];
    if (!held.deletable) return [400, { errors: ['error deleting policy: deletion is not allowed for this policy'] }];
    this.keys.delete(name);
    return [204];
  }
}

interface Item {
  plaintext: string;
  ciphertext: string;
  associated_data: string;
}
interface Body {
  input: string;
  deletion_allowed: boolean;
  batch_input: Item[];
}
interface Result {
  ciphertext?: string;
  plaintext?: string;
  error?: string;
}

function encrypt(key: Buffer, { plaintext, associated_data }: Item): Result {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(associated_data, 'base64'));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(Buffer.from(plaintext, 'base64')),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { ciphertext: `vault:v1:${sealed.toString('base64')}` };
}

function decrypt(key: Buffer, { ciphertext, associated_data }: Item): Result {
  const sealed = Buffer.from(ciphertext.replace('vault:v1:', ''), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(associated_data, 'base64'));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return {
      plaintext: Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('base64'),
    };
  } catch {
    return { plaintext: '', error: 'invalid ciphertext: unable to decrypt' };
  }
}

let transit: Transit;
let server: Server;
let url: string;
let wrapping: WrappingKeys;
beforeEach(async () => {
  transit = new Transit();
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/transit`;
  wrapping = transitWrappingKeys({ url, token: 'a token', callMs: 1_000 });
});
afterEach(async () => {
  await wrapping.close();
  server.closeAllConnections();
  server.close();
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (transit.answer === 'never') return;
  const text = await textOf(request);
  if (transit.answer === 'broken') return void response.writeHead(502).end('<html>');
  const path = request.url!.replace('/v1/transit', '');
  const body = (text ? JSON.parse(text) : {}) as Body;
  const [status, answer] = transit.handle(request.method!, path, request.headers['x-vault-token'], body);
  response.writeHead(status).end(answer && JSON.stringify(answer));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

const REFS = ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01ARZ3NDEKTSV4RRFFQ69G5FAW', '01ARZ3NDEKTSV4RRFFQ69G5FAX'];
const some = (epoch: number) => REFS.map((ref) => ({ key: randomBytes(KEY_BYTES), bound: boundOf(ref, epoch) }));

it('wraps and unwraps a batch in one call each, and no wrapping key leaves it', async () => {
  await wrapping.make(1);
  const keys = some(1);
  const sealed = await wrapping.wrap(1, keys);
  const opened = await wrapping.unwrap(
    1,
    sealed.map((each, at) => ({ sealed: each, bound: keys[at]!.bound })),
  );
  expect(opened).toEqual(keys.map(({ key }) => key));
  expect(transit.asked.filter((call) => /crypt/.test(call))).toEqual([
    'POST /encrypt/subject-keys-1',
    'POST /decrypt/subject-keys-1',
  ]);
  expect(transit.asked.filter((call) => /export|backup/.test(call))).toEqual([]);
});

it('tells which of a batch does not open, and opens the others', async () => {
  await wrapping.make(1);
  const keys = some(1);
  const [first, second, third] = (await wrapping.wrap(1, keys)) as [Buffer, Buffer, Buffer];
  second[20]! ^= 1;
  const opened = await wrapping.unwrap(1, [
    { sealed: first, bound: keys[0]!.bound },
    { sealed: second, bound: keys[1]!.bound },
    { sealed: third, bound: keys[0]!.bound },
  ]);
  expect(opened).toEqual([keys[0]!.key, null, null]);
});

it('keeps a key that is there, and destroys one for good', async () => {
  await wrapping.make(1);
  const keys = some(1);
  const sealed = await wrapping.wrap(1, keys);
  const given = sealed.map((each, at) => ({ sealed: each, bound: keys[at]!.bound }));
  await wrapping.make(1);
  expect(await wrapping.unwrap(1, given)).toEqual(keys.map(({ key }) => key));
  await wrapping.destroy(1);
  await wrapping.destroy(1);
  expect(await wrapping.has(1)).toBe(false);
  for (const call of [wrapping.unwrap(1, given), wrapping.wrap(1, keys), wrapping.derive(1, 'index')]) {
    await expect(call).rejects.toMatchObject({
      code: 'NO_EPOCH',
      message: expect.stringContaining('epoch 1') as string,
    });
  }
  // Wrapping under it has not made another of its name.
  expect(transit.keys.size).toBe(0);
});

it('derives what is always the same for an epoch and a purpose, and else another', async () => {
  await wrapping.make(1);
  await wrapping.make(2);
  const index = await wrapping.derive(1, 'index');
  const known = Buffer.from(index);
  index.fill(0);
  expect(await wrapping.derive(1, 'index')).toEqual(known);
  const other = transitWrappingKeys({ url, token: 'a token' });
  expect(await other.derive(1, 'index')).toEqual(known);
  await other.close();
  const all = [known, await wrapping.derive(1, 'proof'), await wrapping.derive(2, 'index')].map((each) =>
    each.toString('hex'),
  );
  expect(new Set(all).size).toBe(3);
});

it('says what is wrong: the token, the service, the time, the address', async () => {
  await wrapping.make(1);
  const stranger = transitWrappingKeys({ url, token: 'another' });
  const refused = await stranger.wrap(1, some(1)).catch((error: Error) => error);
  expect(refused).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringMatching(/refuses .*\(403\)\. Give its token the right/) as string,
  });
  expect((refused as Error).message).not.toContain('another');
  await stranger.close();
  transit.answer = 'broken';
  await expect(wrapping.has(1)).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('502') as string,
  });
  transit.answer = 'never';
  await expect(wrapping.has(1)).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('does not answer') as string,
  });
  const nowhere = transitWrappingKeys({ url: 'http://127.0.0.1:1/v1/transit', token: '' });
  await expect(nowhere.has(1)).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('ECONNREFUSED') as string,
  });
  await nowhere.close();
});
