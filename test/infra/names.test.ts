import { Aws } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { assertNamesFit, namesOf } from '../../infra/names.ts';
import { parseSettings } from '../../infra/settings.ts';
import { synthesise, text, VPC } from './synthesise.ts';

const settings = (name: string, clusters: object[] = []) =>
  parseSettings({
    name,
    policy: 'plan',
    zones: [{ id: 'Z1', name: 'example.com', allow: [{ names: ['*'] }] }],
    clusters,
  });
const inVpc = [{ name: 'a', vpc: { ...VPC, id: 'vpc-0123456789abcdef0' } }];
const here = { region: 'us-east-1', account: '111122223333' };
const unknown = { region: Aws.REGION, account: Aws.ACCOUNT_ID };

describe('names', () => {
  it('begin with name and Region', () => {
    const { surveyBucket, clusterFunctionIn, ...rest } = namesOf('dns', here);
    for (const made of [...Object.values(rest), clusterFunctionIn('vpc-1')])
      expect(made).toMatch(/^dns-us-east-1-/);
    expect(surveyBucket).toBe('dns-111122223333-us-east-1-surveys');
  });

  it.each([
    ['AWS::IAM::Role', 'RoleName', 64],
    ['AWS::Lambda::Function', 'FunctionName', 64],
    ['AWS::Events::Rule', 'Name', 64],
    ['AWS::SQS::Queue', 'QueueName', 80],
    ['AWS::Events::Archive', 'ArchiveName', 48],
    ['AWS::S3::Bucket', 'BucketName', 63],
    ['AWS::DynamoDB::Table', 'TableName', 255],
  ])('of %s fit', (type, key, limit) => {
    const { state, main } = synthesise();
    const made = [...state.all(type), ...main.all(type)].flatMap(({ Properties }) => Properties[key] ?? []);
    expect(made.length).toBeGreaterThan(0);
    for (const one of made) expect(text(one).length).toBeLessThanOrEqual(limit);
  });

  it.each([
    ['the longest in us-east-1', 'n'.repeat(31), [], here],
    ['the longest anywhere', 'n'.repeat(25), [], unknown],
    ['the longest with a VPC', 'n'.repeat(18), inVpc, unknown],
  ])('%s fits', (_, name, clusters, place) => {
    expect(() => assertNamesFit(settings(name, clusters), place)).not.toThrow();
  });

  it.each([
    [
      'a name too long for us-east-1',
      'n'.repeat(32),
      [],
      here,
      /of 49 characters; AWS takes 48\. Choose a name of 31 /,
    ],
    [
      'a name too long anywhere',
      'n'.repeat(26),
      [],
      unknown,
      /in the longest Region; AWS takes 48\. Choose a name of 25 /,
    ],
    ['a name too long with a VPC', 'n'.repeat(19), inVpc, unknown, /AWS takes 64\. Choose a name of 18 /],
  ])('%s is refused', (_, name, clusters, place, message) => {
    expect(() => assertNamesFit(settings(name, clusters), place)).toThrow(message);
  });
});
