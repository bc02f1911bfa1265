import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('stranger.mjs', import.meta.url));

it('serves a script that knows nothing but the environment it is given', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { env: inject('sandbox').env });
  expect(JSON.parse(stdout)).toEqual({
    zones: ['example.com.', 'example.com. private', 'example.org.', 'sub.example.com.'],
    outputs: ['DeadLetterQueueUrl', 'LedgerTable', 'QueueUrl', 'SyncFunction', 'SyncLogGroup'],
    loadBalancers: {
      alb: {
        arn: 'loadbalancer/app/stranger-alb',
        zone: 'Z35SXDOTRQ7X7K',
        state: 'active',
        vpc: 'vpc-sandbox',
      },
      nlb: {
        arn: 'loadbalancer/net/stranger-nlb',
        zone: 'Z26RNL4JYFTOTI',
        state: 'active',
        vpc: 'vpc-sandbox',
      },
      classic: { zone: 'Z35SXDOTRQ7X7K', vpc: 'vpc-sandbox' },
    },
    records: {
      'stranger-alb.example.com.': ['A Z35SXDOTRQ7X7K stranger-alb'],
      'stranger-classic.example.org.': ['A Z35SXDOTRQ7X7K stranger-classic'],
      'stranger-nlb.sub.example.com.': ['A Z26RNL4JYFTOTI stranger-nlb', 'AAAA Z26RNL4JYFTOTI stranger-nlb'],
    },
    decided: true,
    afterDeletion: [],
  });
});
