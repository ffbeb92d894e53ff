import { mongo } from 'mongoose';

/** Numbers keep the kind that they were stored as. */
const AS_STORED = { promoteValues: false, promoteLongs: false, promoteBuffers: false } as const;

/** A document from the bytes that MongoDB stores, to be written again as it was. */
export const documentOf = (bson: Buffer): mongo.Document => mongo.BSON.deserialize(bson, AS_STORED);

/** What MongoDB says of something, as extended JSON, and back. */
export const textOf = (said: mongo.Document): string => mongo.BSON.EJSON.stringify(said);
export const saidIn = (text: string): mongo.Document => mongo.BSON.EJSON.parse(text) as mongo.Document;
