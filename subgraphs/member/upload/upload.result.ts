import { IdempotencyKeyReused, InvalidInput, NotAllowed } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Upload } from './upload.type.ts';

export const CreateUploadResult = resultUnion(
  'CreateUploadResult',
  'What came of announcing a file: where to send it.',
  () => [Upload, InvalidInput, NotAllowed, IdempotencyKeyReused],
);
