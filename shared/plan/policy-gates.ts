import type { Policy } from '../settings.ts';
import type { Gate } from './gates.ts';

/** What a policy holds back. Nothing under `sync`. IAM forbids the same, as far as it can. */
export function policyGates(policy: Policy): readonly Gate[] {
  switch (policy) {
    case 'plan':
      return [{ by: 'plan', reason: 'policy is plan, nothing is written' }];
    case 'create-only':
      return [{ by: 'create-only', stops: 'deletions', reason: 'policy is create-only, what stands stays' }];
    case 'upsert-only':
      return [
        {
          by: 'upsert-only',
          stops: 'bare deletions',
          reason: 'policy is upsert-only, nothing goes without another record in its place',
        },
      ];
    case 'sync':
      return [];
  }
}
