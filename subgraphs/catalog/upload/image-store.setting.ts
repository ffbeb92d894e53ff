import { z } from 'zod';
import type { Config, Environment } from '../../../kit/config/config.ts';
import { oneOf, type Setting } from '../../../kit/config/setting.ts';
import type { ObjectPlace } from '../../../kit/object-store/object-store.ts';
import {
  accessKeyId,
  objectBucket,
  objectEndpoint,
  objectRegion,
  secretAccessKey,
} from '../../../kit/object-store/setting.ts';

const objectShape = {
  IMAGE_STORE_ENDPOINT: objectEndpoint,
  IMAGE_STORE_BUCKET: objectBucket,
  IMAGE_STORE_REGION: objectRegion,
  IMAGE_STORE_ACCESS_KEY_ID: accessKeyId,
  IMAGE_STORE_SECRET_ACCESS_KEY: secretAccessKey,
};
const IMAGE_STORE = oneOf(['mongodb', 's3'], 'mongodb');

/** Set although nothing reads it: whoever set it meant something else. */
const unread: Setting<string> = {
  type: z.literal(' '),
  expected: 'nothing, as IMAGE_STORE is not s3',
  fallback: ' ',
  secret: true,
};

export type ImageStoreShape = typeof objectShape & { IMAGE_STORE: typeof IMAGE_STORE };

/** What the catalog reads about where pictures are kept: in MongoDB when nothing is said. */
export function imageStoreShape(env: Environment): ImageStoreShape {
  const isObjectStore = env['IMAGE_STORE'] === 's3';
  const others = Object.keys(objectShape).map((name) => [name, unread]);
  return { IMAGE_STORE, ...(isObjectStore ? objectShape : (Object.fromEntries(others) as typeof objectShape)) };
}

/** Null: MongoDB. */
export const imagePlaceOf = (config: Config<ImageStoreShape>): ObjectPlace | null =>
  config.IMAGE_STORE === 's3'
    ? {
        endpoint: config.IMAGE_STORE_ENDPOINT,
        bucket: config.IMAGE_STORE_BUCKET,
        region: config.IMAGE_STORE_REGION,
        accessKeyId: config.IMAGE_STORE_ACCESS_KEY_ID,
        secretAccessKey: config.IMAGE_STORE_SECRET_ACCESS_KEY,
      }
    : null;
