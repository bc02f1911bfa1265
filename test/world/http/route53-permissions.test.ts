import { expect, it } from 'vitest';
import { askedOf } from './route53-permissions.ts';

const zone = 'arn:aws:route53:::hostedzone/Z1';

it.each([
  ['ListResourceRecordSets', { HostedZoneId: 'Z1', StartRecordName: 'a.example.com' }, zone],
  ['GetHostedZone', { Id: 'Z1' }, zone],
  ['ListTagsForResource', { ResourceId: 'Z1' }, zone],
  ['GetChange', { Id: 'C1' }, 'arn:aws:route53:::change/C1'],
  ['GetHealthCheck', { HealthCheckId: 'h1' }, 'arn:aws:route53:::healthcheck/h1'],
  ['ListHostedZones', {}, '*'],
  ['ListHostedZonesByName', { DNSName: 'example.com', HostedZoneId: 'Z1' }, '*'],
])('%s of %j is asked about %s', (operation, input, resource) => {
  expect(askedOf({ operation, input })).toEqual({ action: `route53:${operation}`, resource });
});

it.each([
  ['lower case, without the last dot', ['WWW.Example.com.', 'www.example.com'], ['www.example.com']],
  [
    'a wildcard as its escape',
    ['*.example.com', String.raw`\052.a.example.com`],
    [String.raw`\052.example.com`, String.raw`\052.a.example.com`],
  ],
  ['what is no name as it is', ['a..b'], ['a..b']],
])('names are normalised: %s', (_, names, expected) => {
  const Changes = names.map((Name) => ({ Action: 'CREATE', ResourceRecordSet: { Name, Type: 'A' } }));
  const { context } = askedOf({
    operation: 'ChangeResourceRecordSets',
    input: { HostedZoneId: 'Z1', ChangeBatch: { Changes } },
  });
  expect(context).toEqual({
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': expected,
    'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
    'route53:ChangeResourceRecordSetsActions': ['CREATE'],
  });
});

it('a batch is asked about each of its types and actions once', () => {
  const Changes = [
    ['DELETE', 'A'],
    ['CREATE', 'A'],
    ['CREATE', 'AAAA'],
  ].map(([Action, Type]) => ({ Action, ResourceRecordSet: { Name: 'a.example.com', Type } }));
  const input = { HostedZoneId: 'Z1', ChangeBatch: { Changes } };
  expect(askedOf({ operation: 'ChangeResourceRecordSets', input })).toMatchObject({
    resource: zone,
    context: {
      'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA'],
      'route53:ChangeResourceRecordSetsActions': ['DELETE', 'CREATE'],
    },
  });
});
