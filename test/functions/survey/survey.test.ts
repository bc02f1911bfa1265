import { beforeEach, describe, expect, it } from 'vitest';
import type { AskMessage } from '../../../functions/survey/asks.ts';
import type { SurveyLine, SurveyPorts } from '../../../functions/survey/ports.ts';
import { survey } from '../../../functions/survey/survey.ts';
import type { Hint } from '../../../shared/events/hint.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import type { StoredSurvey } from '../../../shared/surveys/read-survey.ts';
import { ASK_VERSION, type Survey, type SurveyAsk } from '../../../shared/surveys/survey.ts';

const NOW = 1_000_000;
const A = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/1';
const B = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/b/2';
const C = 'classic/us-east-1/c';
const behind = (...hosts: readonly string[]) => hosts;
/** By DNS name of a load balancer the hosts that a Gateway serves through the Service which shows it. */
const complete = (
  cluster: string,
  loadBalancers: Record<string, readonly string[]>,
  startedAt = 0,
): Survey => ({
  ...incompleteSurvey(cluster, startedAt, ''),
  complete: true,
  problem: undefined,
  entrances: Object.fromEntries(
    Object.entries(loadBalancers).map(([dnsName, hosts]) => [
      `Service/n/${dnsName}`,
      { shows: [dnsName], serves: { 'Gateway/n/g': hosts } },
    ]),
  ),
});

let documents: Map<string, StoredSurvey>;
let answers: Map<string, () => Promise<Survey>>;
let hints: Hint[];
let postponed: [string, number][];
let letters: [body: string, reason: string][];
let lines: SurveyLine[];
let calls: string[];
let etag: number;
let ports: SurveyPorts;

beforeEach(() => {
  documents = new Map();
  answers = new Map();
  hints = [];
  postponed = [];
  letters = [];
  lines = [];
  calls = [];
  etag = 0;
  ports = {
    now: () => NOW,
    clusters: [
      { name: 'demo' },
      { name: 'second' },
      { name: 'inside', vpc: { id: 'vpc-1', subnetIds: [], securityGroupIds: [] } },
    ],
    clusterFunctions: { public: 'cluster-public', 'vpc-1': 'cluster-vpc-1' },
    readClusterEndpoint: async (name) => {
      calls.push(`describe ${name}`);
      return {
        name,
        endpoint: `https://${name}`,
        certificateAuthority: 'ca',
        region: 'us-east-1',
        tagPrefix: 'signpost',
      };
    },
    readCluster: async (functionName, { name }) => {
      calls.push(`invoke ${functionName} ${name}`);
      return (answers.get(name) ?? (() => Promise.resolve(complete(name, { 'a.aws': behind('a.x') }))))();
    },
    readStoredSurvey: async (cluster) => documents.get(cluster),
    writeSurvey: async (written, replaces) => {
      if (documents.get(written.cluster)?.etag !== replaces) return 'lost';
      etag += 1;
      documents.set(written.cluster, { survey: written, etag: String(etag) });
      return 'written';
    },
    tagPrefix: 'signpost',
    listLoadBalancers: async (ids) => new Map(ids.map((id) => [id, { kind: 'gone' }])),
    listAllLoadBalancers: async () => {
      calls.push('list');
      return [
        { id: A, dnsName: 'a.aws' },
        { id: B, dnsName: 'b.aws' },
        { id: C, dnsName: 'c.aws' },
      ];
    },
    writeHints: async (sent) => {
      hints.push(...sent.map(({ hint }) => hint));
    },
    postpone: async (receiptHandle, seconds) => {
      postponed.push([receiptHandle, seconds]);
    },
    deadLetter: async ({ body }, reason) => {
      letters.push([body, reason]);
    },
    log: (line) => lines.push(line),
  };
});

let serial = 0;
function message(ask: Partial<SurveyAsk> | string, receives = 1): AskMessage {
  serial += 1;
  const body = typeof ask === 'string' ? ask : JSON.stringify(ask);
  return { messageId: `m${serial}`, receiptHandle: `r${serial}`, body, receives };
}
const run = (...messages: readonly AskMessage[]) => survey(messages, ports, new AbortController().signal);
const hinted = () =>
  Object.fromEntries(hints.map((hint) => (hint.kind === 'load-balancer' ? [hint.id, hint.notBefore] : [])));

describe('a survey that is asked for', () => {
  it('by a schedule: stored, and what changed is hinted as of this survey', async () => {
    expect(await run(message({ cluster: 'demo' }))).toEqual([]);
    expect(documents.get('demo')?.survey).toMatchObject({ complete: true, startedAt: NOW, cluster: 'demo' });
    expect(hinted()).toEqual({ [A]: NOW });
    expect(hints[0]).toMatchObject({ cause: { event: 'survey', at: new Date(NOW).toISOString() } });
  });

  it('hints nobody when nothing changed and nobody asked, and lists no load balancers', async () => {
    await run(message({ cluster: 'demo' }));
    hints.length = 0;
    calls.length = 0;
    await run(message({ cluster: 'demo' }));
    expect(hints).toEqual([]);
    expect(calls).not.toContain('list');
  });

  it('hints those that asked, changed or not, with the notBefore they asked with', async () => {
    documents.set('demo', {
      survey: complete('demo', { 'a.aws': behind('a.x'), 'b.aws': behind() }),
      etag: 'x',
    });
    answers.set('demo', async () => complete('demo', { 'a.aws': behind('a.x'), 'b.aws': behind('new.x') }));
    await run(
      message({ cluster: 'demo', loadBalancers: [A], notBefore: NOW - 10 }),
      message({ cluster: 'demo', loadBalancers: [A, C], notBefore: NOW }),
      message({ cluster: 'demo', loadBalancers: [C], notBefore: NOW - 5 }),
    );
    expect(hinted()).toEqual({ [A]: NOW, [C]: NOW, [B]: NOW });
    expect(hints).toHaveLength(3);
  });

  it('hints those that asked with what led them to ask, of several the one that says who', async () => {
    const at = '2026-01-01T00:00:00Z';
    const call = { event: 'CreateLoadBalancer', eventId: 'call', at, principal: 'ann' };
    const swept = { event: 'sweep', eventId: 'run', at };
    await run(
      message({ cluster: 'demo', loadBalancers: [A, C], notBefore: 1, causes: { [A]: call, [C]: swept } }),
      message({ cluster: 'demo', loadBalancers: [A, B], notBefore: 2, causes: { [A]: swept } }),
    );
    const causes = Object.fromEntries(hints.map((hint) => [hint.kind === 'name' ? '' : hint.id, hint.cause]));
    expect(causes).toMatchObject({
      [A]: { ...call, via: 'survey' },
      [B]: { event: 'survey' },
      [C]: { ...swept, via: 'survey' },
    });
  });

  it('a changed one that asked keeps its own notBefore', async () => {
    await run(message({ cluster: 'demo', loadBalancers: [A], notBefore: NOW - 10 }));
    expect(hinted()).toEqual({ [A]: NOW - 10 });
  });

  it('hints what vanished', async () => {
    documents.set('demo', { survey: complete('demo', { 'b.aws': behind('b.x') }), etag: 'x' });
    await run(message({ cluster: 'demo' }));
    expect(hinted()).toEqual({ [A]: NOW, [B]: NOW });
  });

  it('by many messages is one; by clusters each, through the function that reaches it', async () => {
    await run(
      message({ cluster: 'demo' }),
      message({ cluster: 'demo', loadBalancers: [A], notBefore: 1 }),
      message({ cluster: 'inside' }),
    );
    expect(calls.filter((call) => call.startsWith('invoke')).sort()).toEqual([
      'invoke cluster-public demo',
      'invoke cluster-vpc-1 inside',
    ]);
  });

  it('begins by the clock that found the asks due, whatever the reader says', async () => {
    answers.set('demo', async () => complete('demo', {}, NOW - 60_000));
    await run(message({ cluster: 'demo', loadBalancers: [A], notBefore: NOW }));
    expect(documents.get('demo')?.survey?.startedAt).toBe(NOW);
  });
});

describe('an ask for later', () => {
  it('goes back to the queue for the difference, without a survey', async () => {
    const early = message({ cluster: 'demo', loadBalancers: [A], notBefore: NOW + 4_200 });
    expect(await run(early)).toEqual([early.messageId]);
    expect(postponed).toEqual([[early.receiptHandle, 5]]);
    expect(calls).toEqual([]);
    expect(hints).toEqual([]);
  });

  it('does not hold up one that is due', async () => {
    const early = message({ cluster: 'demo', loadBalancers: [A], notBefore: NOW + 1 });
    expect(await run(early, message({ cluster: 'demo', loadBalancers: [C], notBefore: NOW }))).toEqual([
      early.messageId,
    ]);
    expect(hinted()).toEqual({ [A]: NOW, [C]: NOW });
  });

  it('comes back by itself if it cannot be postponed', async () => {
    ports = { ...ports, postpone: () => Promise.reject(new Error('ReceiptHandleIsInvalid')) };
    const early = message({ cluster: 'demo', notBefore: NOW + 1 });
    expect(await run(early)).toEqual([early.messageId]);
    expect(lines).toMatchObject([{ level: 'warn', reason: 'ReceiptHandleIsInvalid' }]);
  });
});

describe('a cluster that cannot be read', () => {
  it.each<[string, string, RegExp, () => void]>([
    ['is not in the settings', 'stranger', /not in the settings/, () => {}],
    [
      'is in a VPC without a function',
      'inside',
      /VPC vpc-1.*deploy/,
      () => {
        ports = { ...ports, clusterFunctions: { public: 'cluster-public' } };
      },
    ],
    [
      'is unknown to EKS',
      'demo',
      /ResourceNotFoundException: No cluster/,
      () => {
        const error = Object.assign(new Error('No cluster'), { name: 'ResourceNotFoundException' });
        ports = { ...ports, readClusterEndpoint: () => Promise.reject(error) };
      },
    ],
    [
      'has a function that fails',
      'demo',
      /timed out/,
      () => {
        answers.set('demo', () => Promise.reject(new Error('Task timed out')));
      },
    ],
    [
      'says so itself',
      'demo',
      /etcd is away/,
      () => {
        answers.set('demo', async () => incompleteSurvey('demo', 1, 'etcd is away'));
      },
    ],
  ])(
    'because it %s: an incomplete survey is stored, those who asked are hinted',
    async (_, cluster, problem, arrange) => {
      arrange();
      documents.set(cluster, { survey: complete(cluster, { 'b.aws': behind() }), etag: 'x' });
      expect(await run(message({ cluster, loadBalancers: [C], notBefore: NOW }))).toEqual([]);
      const stored = documents.get(cluster)?.survey;
      expect(stored).toMatchObject({ complete: false, startedAt: NOW, entrances: {}, annotations: {} });
      expect(stored?.problem).toMatch(problem);
      expect(hinted()).toEqual({ [C]: NOW });
    },
  );

  it('makes all of the next complete one news', async () => {
    documents.set('demo', { survey: incompleteSurvey('demo', 1, 'away'), etag: 'x' });
    await run(message({ cluster: 'demo' }));
    expect(hinted()).toEqual({ [A]: NOW });
  });

  it('delays no other: theirs is stored and hinted while it hangs', async () => {
    let give = (_: Survey) => {};
    answers.set('second', () => new Promise((resolve) => (give = resolve)));
    const running = run(
      message({ cluster: 'second' }),
      message({ cluster: 'demo', loadBalancers: [C], notBefore: 1 }),
    );
    await expect.poll(() => hinted()).toEqual({ [A]: NOW, [C]: 1 });
    give(complete('second', {}));
    expect(await running).toEqual([]);
  });
});

describe('two surveys of one cluster at once', () => {
  it('an older one never replaces a younger one; who asked is hinted', async () => {
    const younger = { survey: complete('demo', { 'b.aws': behind() }, NOW + 1), etag: 'y' };
    documents.set('demo', younger);
    await run(message({ cluster: 'demo', loadBalancers: [C], notBefore: 5 }));
    expect(documents.get('demo')).toBe(younger);
    expect(hinted()).toEqual({ [C]: 5 });
  });

  it('written in between: compared again with what stands now', async () => {
    const { writeSurvey } = ports;
    ports = {
      ...ports,
      writeSurvey: async (written, replaces) => {
        if (etag === 0) {
          const rival = complete('demo', { 'a.aws': behind('a.x'), 'b.aws': behind() }, NOW - 1);
          await writeSurvey(rival, undefined);
        }
        return writeSurvey(written, replaces);
      },
    };
    await run(message({ cluster: 'demo' }));
    expect(documents.get('demo')?.survey).toMatchObject({ startedAt: NOW });
    expect(hinted()).toEqual({ [B]: NOW });
  });

  it('gives up after a few times, and asks come back', async () => {
    ports = { ...ports, writeSurvey: async () => 'lost' };
    const ask = message({ cluster: 'demo' });
    expect(await run(ask)).toEqual([ask.messageId]);
  });

  it('replaces a document of another version of this program', async () => {
    documents.set('demo', { survey: undefined, etag: 'x' });
    await run(message({ cluster: 'demo' }));
    expect(documents.get('demo')?.survey).toMatchObject({ complete: true });
  });
});

describe('what fails', () => {
  it.each<[string, () => void]>([
    [
      'reading the document',
      () => {
        ports = { ...ports, readStoredSurvey: () => Promise.reject(new Error('x')) };
      },
    ],
    [
      'writing it',
      () => {
        ports = { ...ports, writeSurvey: () => Promise.reject(new Error('x')) };
      },
    ],
    [
      'hinting',
      () => {
        ports = { ...ports, writeHints: () => Promise.reject(new Error('x')) };
      },
    ],
  ])('%s: the asks of that cluster come back, sooner at first', async (_, arrange) => {
    arrange();
    const messages = [1, 3, 12].map((receives) => message({ cluster: 'demo' }, receives));
    expect(await run(...messages)).toEqual(messages.map(({ messageId }) => messageId));
    expect(postponed.map(([, seconds]) => seconds)).toEqual([10, 40, 360]);
    expect(lines).toMatchObject([{ level: 'error', cluster: 'demo', outcome: 'failed' }]);
  });

  it('listing load balancers: nothing is stored, so that the second try still finds the difference', async () => {
    const { listAllLoadBalancers } = ports;
    ports = { ...ports, listAllLoadBalancers: () => Promise.reject(new Error('Throttling')) };
    const ask = message({ cluster: 'demo' });
    expect(await run(ask)).toEqual([ask.messageId]);
    expect(documents.size).toBe(0);
    ports = { ...ports, listAllLoadBalancers };
    expect(await run(ask)).toEqual([]);
    expect(hinted()).toEqual({ [A]: NOW });
  });

  it.each([
    '',
    'no JSON',
    'null',
    '{}',
    '{"cluster":""}',
    '{"cluster":"../x"}',
    '{"cluster":"demo","loadBalancers":["x"]}',
    '{"cluster":"demo","notBefore":"soon"}',
  ])('a message that is no ask fails alone: %s', async (body) => {
    const bad = message(body);
    expect(await run(bad, message({ cluster: 'demo' }))).toEqual([]);
    expect(letters).toEqual([[bad.body, expect.stringMatching(/^Unreadable message: /)]]);
    expect(documents.has('demo')).toBe(true);
    expect(lines[0]).toMatchObject({ level: 'error', message: 'Unreadable message' });
  });

  it('a message that is no ask comes back if it cannot be moved', async () => {
    const bad = message('no JSON');
    ports = { ...ports, deadLetter: () => Promise.reject(new Error('x')) };
    expect(await run(bad)).toEqual([bad.messageId]);
    expect(postponed).toEqual([[bad.receiptHandle, 360]]);
  });

  it.each([19, 20, 25])(
    'an ask that fails for the %ith time is given up from the twentieth on',
    async (receives) => {
      ports = { ...ports, writeHints: () => Promise.reject(new Error('denied')) };
      const ask = message({ cluster: 'demo' }, receives);
      expect(await run(ask)).toEqual(receives < 20 ? [ask.messageId] : []);
      expect(letters).toEqual(receives < 20 ? [] : [[ask.body, `Failed ${receives} times, last: denied`]]);
    },
  );

  it('one that a later version sent goes back to the queue, and says so', async () => {
    const newer = message(JSON.stringify({ signpost: ASK_VERSION + 1, clusters: ['demo'] }));
    expect(await run(newer, message({ cluster: 'demo' }))).toEqual([newer.messageId]);
    expect(documents.has('demo')).toBe(true);
    expect(lines[0]?.reason).toContain(`The ask for a survey has version ${ASK_VERSION + 1}`);
  });
});
