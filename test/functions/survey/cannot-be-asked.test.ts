import { describe, expect, it } from 'vitest';
import type { NameStatus } from '../../../functions/operate/status-of-name.ts';
import type { SurveyLine } from '../../../functions/survey/ports.ts';
import { failure, notFound, success } from '../../sandbox/cluster-api/response.ts';
import { createV2, deleteV2, tagV2 } from '../../stage/actions.ts';
import { operate } from '../../stage/operate.ts';
import type { Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import {
  CRD,
  type Fault,
  gateway,
  type Hindrance,
  live,
  madeFor,
  service,
  twoClusters,
} from './two-clusters.ts';

const { apply, hinder, createWorld } = twoClusters();

interface Row extends Hindrance {
  readonly what: string;
  /** What people read of it: what, got, expected, what to do. */
  readonly told: RegExp;
}

const SERVICES = /^\/api\/v1\/services$/;
const GATEWAYS = /\/gateways$/;
const DISCOVERY = /^\/apis\/networking\.istio\.io$/;
const VERSION = /^\/apis\/networking\.istio\.io\/v1$/;
const ALL = /./;
const html = { status: 200, contentType: 'text/html', body: '<html>Sign in</html>' };

const answers =
  (path: RegExp, answer: ReturnType<Fault>): Fault =>
  (url) =>
    path.test(url.pathname) ? answer : undefined;
const lists = (path: RegExp, items: unknown, metadata = {}) =>
  answers(path, success({ kind: 'List', metadata, items }));

/** A page with a Gateway of others, and then the token has expired. */
const endsAfterPage1: Fault = (url) => {
  if (url.searchParams.has('continue')) return failure(410, 'Expired', 'the token is too old');
  const other = { metadata: { namespace: 'x', name: 'x' }, spec: { selector: { istio: 'gateway' } } };
  return lists(GATEWAYS, [other], { continue: 'next', remainingItemCount: 1000 })(url);
};

const UNREADABLE: readonly Row[] = [
  {
    what: 'it does not answer',
    fault: answers(ALL, 'hang'),
    limits: { request: 150, survey: 10_000 },
    told: /services was not answered: .*timeout: look whether the cluster function reaches the API server: `vpc` in/,
  },
  {
    what: 'one list is not answered',
    fault: answers(SERVICES, 'hang'),
    limits: { request: 10_000, survey: 150 },
    told: /services was not answered: .*timeout: look whether the cluster function reaches the API server/,
  },
  {
    what: '401',
    fault: answers(ALL, failure(401, 'Unauthorized', 'Unauthorized')),
    told: /services was answered 401 \(Unauthorized\): give the cluster function's role an EKS access entry in/,
  },
  {
    what: '403',
    fault: answers(GATEWAYS, failure(403, 'Forbidden', 'gateways is forbidden')),
    told: /gateways was answered 403 \(gateways is forbidden\): apply k8s\/signpost-reader\.yaml to the cluster, and/,
  },
  {
    what: '404 for Gateways that discovery names',
    fault: answers(GATEWAYS, failure(404, 'NotFound', 'no')),
    told: /gateways was answered 404, expected a list: if the next survey finds the same, look whether a Kubernetes/,
  },
  {
    what: '404 for Services',
    fault: answers(SERVICES, notFound()),
    told: /services was answered 404, expected a list: if the next survey finds the same, look whether a Kubernetes/,
  },
  {
    what: '404 for a version that discovery names',
    fault: answers(VERSION, notFound()),
    told: /v1 was answered 404, expected a list of resources, because \/apis\/networking\.istio\.io names this version: if/,
  },
  {
    what: '429',
    fault: answers(GATEWAYS, failure(429, 'TooManyRequests', 'retry later')),
    told: /gateways was answered 429 \(retry later\): the API server has too much to do; the next survey asks again$/,
  },
  {
    what: '500',
    fault: answers(SERVICES, failure(500, 'InternalError', 'etcd is away')),
    told: /services was answered 500 \(etcd is away\): the API server cannot answer just now; the next survey asks again$/,
  },
  {
    what: '502 of something in front of it',
    fault: answers(ALL, { ...html, status: 502 }),
    told: /services was answered 502 \(<html>Sign in<\/html>\): the API server cannot answer just now; the next survey/,
  },
  {
    what: '503 for discovery',
    fault: answers(DISCOVERY, failure(503, 'ServiceUnavailable', 'not ready')),
    told: /networking\.istio\.io was answered 503 \(not ready\): the API server cannot answer just now; the next survey/,
  },
  {
    what: '410 after page 1 of 3',
    fault: endsAfterPage1,
    told: /gateways was answered 410 \(the token is too old\): the list changed while it was read; the next survey/,
  },
  {
    what: '200 with items: null',
    fault: lists(GATEWAYS, null),
    told: /gateways was answered 200 with \{"kind":"List".*…: items: expected array, received null: look whether a/,
  },
  {
    what: '200 without items',
    fault: lists(SERVICES, undefined),
    told: /services was answered 200 with \{"kind":"List".*…: items: expected array, received undefined: look whether a/,
  },
  {
    what: '200 with HTML',
    fault: answers(ALL, html),
    told: /services was answered 200 with <html>Sign in<\/html>…: it: expected object, .*: look whether a Kubernetes API/,
  },
  {
    what: '200 with HTML for discovery',
    fault: answers(DISCOVERY, html),
    told: /networking\.istio\.io was answered 200 with <html>Sign in<\/html>…: it: expected object, .*: look whether a/,
  },
];

describe('a cluster that cannot be read takes nothing away, lets nothing in, and keeps nobody else waiting', () => {
  it.each(UNREADABLE)('$what', async ({ told, ...hindrance }) => {
    const { stage, lines, standing, going, services } = await createWorld();
    hinder(hindrance);
    await tagV2(stage, standing, { 'signpost/hostname': 'standing.example.com late.example.com' });
    const make = (name: string, tags: Record<string, string> = {}) =>
      createV2(stage, name, `${name}.example.com`, { tags });
    const fresh = await make('fresh', madeFor('fresh'));
    const served = gateway('late.example.com', 'fresh.example.com');
    await apply('demo', CRD, served, ...services, service('fresh', fresh));
    const off = await make('off', { ...madeFor('off'), 'signpost/match': 'off' });
    const free = await make('free');
    const other = await make('other', madeFor('other', 'second'));
    await apply('second', service('other', other));
    await deleteV2(stage, going);

    const meanwhile = {
      'standing.example.com A': standing.dnsName,
      'off.example.com A': off.dnsName,
      'free.example.com A': free.dnsName,
      'other.example.com A': other.dnsName,
    };
    for (let minutes = 4; minutes <= 64; minutes += 4) {
      await live(stage);
      expect(zoneContents(stage), `${minutes} minutes later`).toEqual(meanwhile);
    }
    await sweep(stage);
    await live(stage);
    expect(zoneContents(stage), 'after a sweep').toEqual(meanwhile);
    const reason = `cluster demo could not be read: ${reasonIn(lines)}`;
    expect(reason).toMatch(told);
    for (const name of ['late', 'fresh'])
      expect(await outcomes(stage, name)).toEqual([`not bound yet: ${reason}`]);

    hinder(undefined);
    const all = {
      ...meanwhile,
      'late.example.com A': standing.dnsName,
      'fresh.example.com A': fresh.dnsName,
    };
    for (let minutes = 4; minutes <= 8; minutes += 4) {
      await live(stage);
      expect(zoneContents(stage), `it can be read again, and misses one for ${minutes} minutes`).toEqual(all);
    }
    await live(stage);
    const { 'standing.example.com A': _, ...rest } = all;
    expect(zoneContents(stage), 'a survey ten minutes after the first one agrees').toEqual(rest);
    expect(withdrawn(stage)).toEqual(['going.example.com.', 'standing.example.com.']);
  });
});

describe('a cluster that says less than before', () => {
  it('no Gateway where there was one: withdrawn once a second survey agrees, 10 minutes later; nothing new', async () => {
    const { stage, standing, services, published } = await createWorld();
    await apply('demo', CRD, ...services);
    await tagV2(stage, standing, { 'signpost/hostname': 'standing.example.com late.example.com' });
    const since = stage.clock.now();
    const seen: [minutes: number, hosts: number][] = [];
    for (let minutes = 2; minutes <= 14; minutes += 2) {
      await live(stage, 2);
      seen.push([(stage.clock.now() - since) / 60_000, Object.keys(zoneContents(stage)).length]);
    }
    expect(seen.map(([, hosts]) => hosts)).toEqual([2, 2, 2, 2, 2, 0, 0]);
    expect(seen[4]?.[0]).toBeGreaterThanOrEqual(10);
    expect(await outcomes(stage, 'late')).toEqual([]);
    await apply('demo', CRD, gateway('*.example.com'), ...services);
    await live(stage);
    expect(zoneContents(stage)).toEqual({ ...published, 'late.example.com A': standing.dnsName });
  });

  it('no Gateway for 8 minutes: a slip, from which nothing is counted later', async () => {
    const { stage, services, published } = await createWorld();
    for (let time = 0; time < 2; time += 1) {
      await apply('demo', CRD, ...services);
      await live(stage);
      await live(stage);
      await apply('demo', CRD, gateway('*.example.com'), ...services);
      await live(stage, 8);
    }
    expect(zoneContents(stage)).toEqual(published);
    expect(withdrawn(stage)).toEqual([]);
  });

  it('no Gateway once, and then for an hour nothing at all: kept, until a second survey agrees', async () => {
    const { stage, services, published } = await createWorld();
    await apply('demo', CRD, ...services);
    await live(stage);
    hinder({ fault: answers(ALL, failure(503, 'ServiceUnavailable', 'not ready')) });
    for (let minutes = 0; minutes < 64; minutes += 4) await live(stage);
    expect(zoneContents(stage), 'for an hour').toEqual(published);
    hinder(undefined);
    await live(stage);
    expect(zoneContents(stage), 'the second one').toEqual({});
  });

  it('discovery without Istio where there was one: kept for ever, and nothing new behind the same', async () => {
    const { stage, standing, services, published } = await createWorld();
    await apply('demo', ...services);
    await tagV2(stage, standing, { 'signpost/hostname': 'standing.example.com late.example.com' });
    for (let minutes = 0; minutes < 64; minutes += 4) await live(stage);
    expect(zoneContents(stage)).toEqual(published);
    expect(await outcomes(stage, 'late')).toEqual([
      'not bound yet: cluster demo has no gateways.networking.istio.io any more, by which hosts were declared behind it',
    ]);
  });
});

/** Why demo could not be read, as `survey` logs it: always the same. Of second no survey failed. */
function reasonIn(lines: readonly SurveyLine[]): string | undefined {
  const bad = lines.filter(({ outcome }) => outcome !== 'complete');
  expect(new Set(bad.map(({ level, cluster, outcome }) => `${level}: ${cluster} ${outcome}`))).toEqual(
    new Set(['warn: demo incomplete']),
  );
  const [reason, ...others] = new Set(bad.map((line) => line.reason));
  expect(others).toEqual([]);
  return reason;
}

/** What came of everybody who asks for the name, as `operate status` tells it. */
async function outcomes(stage: Stage, name: string): Promise<readonly string[]> {
  const answer = await operate(stage, { command: 'status', name: `${name}.example.com` });
  const { zones } = answer as NameStatus;
  return zones.flatMap(({ claims }) => claims.map(({ outcome, reason }) => `${outcome}: ${reason}`));
}

function withdrawn(stage: Stage): readonly string[] {
  return stage.route53.changes.flatMap(({ changes }) =>
    changes
      .filter(({ Action }) => Action === 'DELETE')
      .map(({ ResourceRecordSet }) => ResourceRecordSet?.Name ?? ''),
  );
}
