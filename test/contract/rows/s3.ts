import type { ContractRow } from '../registry.ts';

const CONDITIONAL = 'Amazon S3 user guide, conditional requests';

export const s3Rows = [
  {
    id: 's3.get.missing',
    fact: 'GetObject of a key that is not there: NoSuchKey, if the caller may list the bucket; else AccessDenied',
    source: 'Amazon S3 API reference, GetObject',
  },
  {
    id: 's3.put.if-none-match',
    fact: 'PutObject with IfNoneMatch * where an object is: 412 PreconditionFailed',
    source: CONDITIONAL,
  },
  {
    id: 's3.put.if-match',
    fact: 'PutObject with IfMatch of another etag: 412 PreconditionFailed; where no object is: 404 NoSuchKey',
    source: CONDITIONAL,
  },
  {
    id: 's3.put.conflict',
    fact: 'PutObject with a condition while another write of the key goes on: 409 ConditionalRequestConflict',
    source: CONDITIONAL,
  },
  {
    id: 's3.bucket-owner',
    fact: 'ExpectedBucketOwner of another account: 403 AccessDenied',
    source: 'Amazon S3 user guide, verifying bucket ownership with bucket owner condition',
  },
] as const satisfies readonly ContractRow[];
