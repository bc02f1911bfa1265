import { describe, expect, it } from 'vitest';
import { type Claimant, whyClosed, whyNotAllowed } from '../../../shared/zones/who-may-claim.ts';

const ZONE = {
  name: 'example.com',
  protect: ['example.com', '+.example.com', '_*'],
  allow: [
    { names: ['*.blue.example.com'], clusters: ['blue'] },
    { names: ['shared.example.com', '+.any.example.com'] },
    { names: ['*.team.example.com'], clusters: ['blue', 'red'], tags: { team: 'shop' } },
    { names: ['*.team.example.com'], accounts: ['111111111111'] },
  ],
};
const of = (claimant: Partial<Claimant>): Claimant => ({
  cluster: '',
  account: '000000000000',
  tags: {},
  ...claimant,
});

describe('names that nobody gets', () => {
  it.each([
    ['example.com', 'protected: the settings of zone example.com keep example.com from everybody'],
    ['*.example.com', 'keep +.example.com from everybody'],
    ['_acme-challenge.shared.example.com', 'keep _* from everybody'],
    ['other.example.com', 'not allowed: no allow rule of zone example.com names it'],
    ['blue.example.com', 'no allow rule'],
    ['any.example.com', 'no allow rule'],
    ['a.any.example.com', 'no allow rule'],
  ])('%s: %s', (host, reason) => {
    expect(whyClosed(ZONE, host)).toContain(reason);
    expect(whyNotAllowed(ZONE, host, of({ cluster: 'blue', account: '111111111111' }))).toContain(reason);
  });

  it.each([
    'web.blue.example.com',
    '*.blue.example.com',
    'a.b.blue.example.com',
    'shared.example.com',
    '*.any.example.com',
    'x.team.example.com',
  ])('%s is not one of them', (host) => expect(whyClosed(ZONE, host)).toBeUndefined());

  it('without rules are those that are protected, and without protection none', () => {
    expect(whyClosed({ name: 'example.com', protect: ['example.com'] }, 'example.com')).toContain(
      'protected',
    );
    expect(whyClosed({ name: 'example.com', protect: ['example.com'] }, 'a.example.com')).toBeUndefined();
    expect(whyClosed({ name: 'example.com' }, '_x.example.com')).toBeUndefined();
    expect(whyClosed({ name: 'example.com', allow: [] }, 'a.example.com')).toContain('no allow rule');
  });
});

describe('who may have a name', () => {
  it.each<[string, Partial<Claimant>, string | undefined]>([
    ['web.blue.example.com', { cluster: 'blue' }, undefined],
    ['web.blue.example.com', { cluster: 'red' }, 'cluster blue, this one is of red'],
    ['web.blue.example.com', {}, 'cluster blue, this one is of none'],
    ['shared.example.com', {}, undefined],
    ['*.any.example.com', { cluster: 'green' }, undefined],
    ['x.team.example.com', { cluster: 'red', tags: { team: 'shop' } }, undefined],
    ['x.team.example.com', { account: '111111111111' }, undefined],
    [
      'x.team.example.com',
      { cluster: 'red', tags: { team: 'Shop' } },
      'tag team = shop, which this one has not; or account 111111111111, this one is of 000000000000',
    ],
    [
      'x.team.example.com',
      { cluster: 'green' },
      'cluster blue or red, this one is of green and tag team = shop, which this one has not; or account',
    ],
    ['x.team.example.com', { cluster: 'blue', tags: { constructor: 'shop' } }, 'tag team = shop'],
  ])('%s for %j: %s', (host, claimant, reason) => {
    const found = whyNotAllowed(ZONE, host, of(claimant));
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(reason);
  });
});
