import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { createLoadBalancers } from '../load-balancers/world.ts';
import type { HttpRequest } from './exchange.ts';
import { loadBalancersService } from './load-balancers.ts';
import { parseForm } from './load-balancers-form.ts';
import { taggingService } from './load-balancers-tagging.ts';

const request: HttpRequest = {
  account: '111111111111',
  region: 'us-east-1',
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: '',
};
const world = () => createLoadBalancers({ clock: manualClock().now, emit: () => undefined });

describe('parseForm', () => {
  it.each([
    ['Names.member.1=a&Names.member.2=b', { Names: ['a', 'b'] }],
    ['Names.member.10=j&Names.member.9=i', { Names: ['i', 'j'] }],
    ['Tags.member.1.Key=k&Tags.member.1.Value=', { Tags: [{ Key: 'k', Value: '' }] }],
    ['PageSize=5', { PageSize: 5 }],
    ['Subnets=', { Subnets: [] }],
    ['Marker=5', { Marker: '5' }],
    ['LoadBalancerName=a+b%26', { LoadBalancerName: 'a b&' }],
    [
      'DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.Weight=1',
      { DefaultActions: [{ ForwardConfig: { TargetGroups: [{ Weight: 1 }] } }] },
    ],
  ])('%s', (body, input) => {
    expect(parseForm(`Action=X&Version=2015-12-01&${body}`)).toEqual({
      action: 'X',
      version: '2015-12-01',
      input,
    });
  });
});

describe('loadBalancersService', () => {
  const service = loadBalancersService(world());

  it.each([
    ['an unknown action', 'Action=Nothing&Version=2015-12-01', 400, 'InvalidAction'],
    ['an unknown version', 'Action=DescribeLoadBalancers&Version=2010-01-01', 400, 'InvalidAction'],
    ['an operation of the other API', 'Action=DescribeTargetGroups&Version=2012-06-01', 400, 'InvalidAction'],
    ['nothing', '', 400, 'InvalidAction'],
    ['a refusal', 'Action=DescribeTags&Version=2015-12-01', 400, 'ValidationError'],
    [
      'a missing classic one',
      'Action=DescribeTags&Version=2012-06-01&LoadBalancerNames.member.1=x',
      400,
      'LoadBalancerNotFound',
    ],
  ])('answers %s with an error', async (_, body, status, code) => {
    const answer = await service({ ...request, body });
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/xml' } });
    expect(answer.body).toContain(`<Code>${code}</Code>`);
    expect(answer.body).toMatch(
      /^<ErrorResponse xmlns="http:\/\/elasticloadbalancing\.amazonaws\.com\/doc\//,
    );
  });

  it('takes a request in the query as well', async () => {
    const query = new URLSearchParams('Action=DescribeLoadBalancers&Version=2012-06-01');
    const answer = await service({ ...request, method: 'GET', query });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(
      /^<DescribeLoadBalancersResponse xmlns="http:\/\/elasticloadbalancing\.amazonaws\.com\/doc\/2012-06-01\/"><DescribeLoadBalancersResult>/,
    );
    expect(answer.body).toContain('<ResponseMetadata><RequestId>');
  });

  it('answers a fault of the world with a server error', async () => {
    const broken = loadBalancersService({
      v2: {},
      classic: {
        DescribeTags: () => {
          throw new TypeError('a < b');
        },
      },
    });
    const answer = await broken({ ...request, body: 'Action=DescribeTags&Version=2012-06-01' });
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('<Message>TypeError: a &lt; b</Message>');
  });
});

describe('taggingService', () => {
  const headers = { 'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.GetResources' };

  it('answers in JSON', async () => {
    const { tagging, v2 } = world();
    const Tags = [{ Key: 'k', Value: 'v' }];
    v2['CreateLoadBalancer']?.({ Name: 'a', Subnets: ['subnet-1'], Tags }, request);
    const answer = await taggingService(tagging)({ ...request, headers, body: '{}' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      ResourceTagMappingList: [{ Tags }],
      PaginationToken: '',
    });
  });

  it.each([
    ['a refusal', headers, '{"ResourcesPerPage":0}', 'InvalidParameterException'],
    ['an unknown operation', { 'x-amz-target': 'X.TagResources' }, '{}', 'UnknownOperationException'],
  ])('answers %s with an error', async (_, given, body, code) => {
    const answer = await taggingService(world().tagging)({ ...request, headers: given, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: code });
  });
});
