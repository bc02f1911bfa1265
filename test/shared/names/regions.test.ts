import { ResourceRecordSetRegion } from '@aws-sdk/client-route-53';
import { expect, it } from 'vitest';
import { REGIONS } from '../../../shared/names/regions.ts';

it('are those of the API model', () => {
  expect([...REGIONS].sort()).toEqual(Object.values(ResourceRecordSetRegion).sort());
});
