import type { Connection } from 'mongoose';
import { readConfig, type ConfigError, type Environment } from '../../../kit/config/config.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import type { ObjectPlace } from '../../../kit/object-store/object-store.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { startObjectServer, type ObjectServer } from '../../../test/kit/object-server.ts';
import { openImageStore } from './image-store.ts';
import { imagePlaceOf, imageStoreShape } from './image-store.setting.ts';
import { FILE_RECORDS } from './upload-services.ts';

const COMPLETE = {
  IMAGE_STORE: 's3',
  IMAGE_STORE_ENDPOINT: 'https://s3.example:9000',
  IMAGE_STORE_BUCKET: 'pictures',
  IMAGE_STORE_ACCESS_KEY_ID: 'AN_ID',
  IMAGE_STORE_SECRET_ACCESS_KEY: 'hunter2+hunter2',
};
const placeIn = (env: Environment) => imagePlaceOf(readConfig(imageStoreShape(env), env));
const mistakes = (env: Environment): readonly string[] => {
  try {
    placeIn(env);
    return [];
  } catch (error) {
    return (error as ConfigError).mistakes;
  }
};

describe('where pictures are kept', () => {
  it('is MongoDB when nothing is said, and else the bucket that is named', () => {
    expect(placeIn({})).toBeNull();
    expect(placeIn({ NODE_ENV: 'production', IMAGE_STORE: 'mongodb', IMAGE_STORE_BUCKET: '' })).toBeNull();
    expect(placeIn(COMPLETE)).toEqual({
      endpoint: 'https://s3.example:9000',
      bucket: 'pictures',
      region: 'us-east-1',
      accessKeyId: 'AN_ID',
      secretAccessKey: 'hunter2+hunter2',
    });
  });

  it('is said with all mistakes at once, and no secret', () => {
    const names = (said: readonly string[]) => said.map((mistake) => mistake.split(/[ :]/)[0]);
    const all = Object.keys(COMPLETE).slice(1);
    expect(names(mistakes({ IMAGE_STORE: 's3' }))).toEqual(all);
    const wrong = mistakes({
      IMAGE_STORE: 's3',
      IMAGE_STORE_ENDPOINT: 'https://me:hunter2@s3.example/folder',
      IMAGE_STORE_BUCKET: 'Pictures/',
      IMAGE_STORE_REGION: 'EU',
      IMAGE_STORE_ACCESS_KEY_ID: 'hunter2+hunter2',
      IMAGE_STORE_SECRET_ACCESS_KEY: 'hunter2',
    });
    expect(names(wrong)).toEqual([...all.slice(0, 2), 'IMAGE_STORE_REGION', ...all.slice(2)]);
    expect(wrong.join()).not.toContain('hunter2');
    expect(names(mistakes({ IMAGE_STORE: 'S3' }))).toEqual(['IMAGE_STORE']);
    const { IMAGE_STORE: _, ...unread } = COMPLETE;
    expect(names(mistakes(unread))).toEqual(all);
    expect(mistakes(unread).join()).not.toContain('hunter2');
  });
});

describe('the place of the pictures', () => {
  let [servers, keys, connection, bucket]: [LocalServers?, TestKeys?, Connection?, ObjectServer?] = [];
  const logged: string[] = [];
  const open = (own: Partial<ObjectPlace> | null = {}) =>
    openImageStore({
      connection: connection!,
      keyring: keys!.keyring,
      place: own && { ...bucket!.place, ...own },
      log: createLog('test', (line) => void logged.push(line)),
    });
  beforeAll(async () => {
    servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
    keys = await startTestKeys();
    [connection] = connect(servers.mongo.uri, ['catalog']);
    await connection.asPromise();
    await ensureCollections(connection, FILE_RECORDS);
    bucket = await startObjectServer();
  });
  afterAll(async () => {
    await bucket?.stop();
    await connection?.close();
    await servers?.stop();
    await keys?.close();
  });
  beforeEach(() => void logged.splice(0));

  it('is not opened without its bucket or by a wrong key, and says so', async () => {
    bucket!.has = false;
    await expect(open()).rejects.toMatchObject({ code: 'NoSuchBucket' });
    bucket!.has = true;
    await expect(open({ secretAccessKey: 'another-secret' })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    expect(logged.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual([
      'NoSuchBucket',
      'SignatureDoesNotMatch',
    ]);
    expect(logged.join()).not.toMatch(/another-secret|secret=of=no=use/);
  });

  it('is ready for as long as it answers, and says once that it does not', async () => {
    const store = await open();
    expect(await store.ready()).toBe(true);
    bucket!.has = false;
    expect([await store.ready(), await store.ready(), logged.length]).toEqual([false, false, 1]);
    bucket!.has = true;
    expect(await store.ready()).toBe(true);
    await store.close();
  });

  it('cannot be MongoDB once pictures lie in an object store', async () => {
    const store = await open();
    const bytes = (async function* () {
      yield Buffer.from('a picture');
    })();
    const { fileId } = await store.files.put(bytes, { subjectRef: null, most: 100, until: new Date() });
    await expect(open(null)).rejects.toThrow('IMAGE_STORE=s3');
    await store.files.remove(fileId);
    expect(await (await open(null)).ready()).toBe(true);
    await store.close();
  });
});
