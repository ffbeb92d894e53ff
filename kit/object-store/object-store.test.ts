import { createHash, randomBytes } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { signatureOf } from '../../test/kit/aws-signature.ts';
import { startObjectServer, type ObjectServer } from '../../test/kit/object-server.ts';
import { ObjectStore, type ObjectPlace } from './object-store.ts';
import type { ObjectStoreError } from './object-store-error.ts';

let server: ObjectServer;
const opened: ObjectStore[] = [];
const store = (own: Partial<ObjectPlace> = {}) => {
  const made = new ObjectStore({ ...server.place, ...own });
  opened.push(made);
  return made;
};
const fault = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: ObjectStoreError) => error,
  );

beforeEach(async () => void (server = await startObjectServer()));
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await server.stop();
});

describe('the examples of AWS', () => {
  const key = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  };
  const host = 'examplebucket.s3.amazonaws.com';
  const datetime = '20130524T000000Z';
  it.each([
    [
      'GET',
      '/test.txt',
      { range: 'bytes=0-9' },
      '',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT',
      '/test%24file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      'Welcome to Amazon S3.',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET', '/?lifecycle', {}, '', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['GET', '/?max-keys=2&prefix=J', {}, '', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])(
    'are signed as published, by the client and by the server of the tests: %s %s',
    async (method, url, own, body, signature) => {
      const digest = createHash('sha256').update(body).digest('hex');
      const headers = { ...own, 'x-amz-content-sha256': digest };
      const all: Record<string, string> = { ...headers, host, 'x-amz-date': datetime };
      expect(signatureOf({ method, url, headers: all, digest }, Object.keys(all).toSorted(), key)).toBe(signature);
      const signer = new AwsV4Signer({
        ...key,
        method,
        url: `https://${host}${url}`,
        headers,
        service: 's3',
        datetime,
        allHeaders: true,
      });
      expect((await signer.sign()).headers.get('authorization')).toContain(`Signature=${signature}`);
    },
  );
});

it('gives back the bytes that it was given, and null for what is not there or no more', async () => {
  const client = store();
  const bytes = randomBytes(256 * 1024);
  await client.put('a/b.1', bytes);
  await client.put('a/empty', Buffer.alloc(0));
  expect((await client.get('a/b.1'))?.equals(bytes)).toBe(true);
  expect(await client.get('a/empty')).toHaveLength(0);
  await client.remove('a/b.1');
  await client.remove('a/b.1');
  expect(await client.get('a/b.1')).toBeNull();
  expect([...server.objects.keys()]).toEqual(['a/empty']);
});

it('asks again after what passes, a broken connection and an overload, three times in all', async () => {
  const client = store();
  server.trouble = [503, 0];
  await client.put('a', Buffer.from('x'));
  expect(server.asked.map(({ status }) => status)).toEqual([503, 0, 200]);
  server.trouble = [500, 500, 503];
  expect(await fault(client.get('a'))).toMatchObject({ code: 'SlowDown' });
  expect(server.trouble).toEqual([]);
});

it.each([
  ['no bucket', {}, () => void (server.has = false), 'NoSuchBucket', 'Make it'],
  ['another secret', { secretAccessKey: 'another-secret' }, undefined, 'SignatureDoesNotMatch', 'secret'],
  ['another key', { accessKeyId: 'OTHER' }, undefined, 'InvalidAccessKeyId', 'access key'],
  ['another region', { region: 'elsewhere' }, undefined, 'AuthorizationHeaderMalformed', 'region'],
])('says what is wrong, once, and no key: %s', async (_, own, before, code, words) => {
  before?.();
  const client = store(own);
  const asking = [
    () => client.check(),
    () => client.put('a', Buffer.from('x')),
    () => client.get('a'),
    () => client.remove('a'),
  ];
  for (const ask of asking) {
    const error = await fault(ask());
    expect(error).toMatchObject({ name: 'ObjectStoreError', code });
    expect(error!.message).toContain(words);
    expect(error!.message).not.toMatch(/another-secret|a\/test\+secret|TESTKEYID|OTHER/);
  }
  expect(server.asked).toHaveLength(4);
});

it('waits no longer than it may, and says that nobody answers', async () => {
  server.silent = true;
  expect(await fault(store({ callMs: 50 }).get('a'))).toMatchObject({ name: 'ObjectStoreError', code: 'TimeoutError' });
  // The time is that of the whole call.
  expect(server.asked).toHaveLength(1);
  await server.stop();
  expect(await fault(store().check())).toMatchObject({ code: 'ECONNREFUSED' });
});

it('takes no answer into memory that is longer than any object', async () => {
  server.objects.set('a', Buffer.alloc(1024 * 1024 + 1));
  expect(await fault(store().get('a'))).toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
});
