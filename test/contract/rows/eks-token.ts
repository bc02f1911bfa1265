import type { ContractRow } from '../registry.ts';

const AUTHENTICATOR = 'aws-iam-authenticator pkg/token/token.go @81b1daba';

export const eksTokenRows = [
  {
    id: 'eks.token.form',
    fact: 'k8s-aws-v1. and the base64url, without padding, of a presigned GetCallerIdentity URL; 4,096 bytes at most',
    source: AUTHENTICATOR,
  },
  {
    id: 'eks.token.query',
    fact: 'only the listed query keys, each once; path /; a known STS host; X-Amz-Expires 0 to 900',
    source: AUTHENTICATOR,
  },
  {
    id: 'eks.token.cluster',
    fact: 'x-k8s-aws-id is signed, with the name of the cluster that is asked',
    source: AUTHENTICATOR,
  },
  {
    id: 'eks.token.life',
    fact: 'good for 15 minutes after X-Amz-Date, whatever X-Amz-Expires says',
    source: AUTHENTICATOR,
  },
  {
    id: 'eks.token.offline',
    fact: 'signed without a call: Signature Version 4 of service sts, in the Region of the host',
    source: 'AWS Signature Version 4 specification, query string',
  },
] as const satisfies readonly ContractRow[];
