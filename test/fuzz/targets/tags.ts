import fc from 'fast-check';
import { emptyNameRow } from '../../../shared/ledger/rows.ts';
import type { LoadBalancer } from '../../../shared/load-balancers/load-balancer.ts';
import { isEmpty } from '../../../shared/plan/difference.ts';
import { observe } from '../../../shared/plan/observe.ts';
import { anyTags } from '../../shared/names/any-tags.ts';
import { decided, NOW } from '../plan.ts';
import { promise, target, type Verdict } from '../target.ts';
import { mutated } from '../weird.ts';

const ID = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const SETTINGS = {
  tagPrefix: 'signpost',
  zones: [
    { id: 'Z1', name: 'example.com', private: false },
    { id: 'Z2', name: 'sub.example.com', private: false },
    { id: 'Z3', name: 'example.com', private: true },
  ],
  clusters: [{ name: 'demo' }],
  account: '123456789012',
};
const loadBalancer = (tags: LoadBalancer['tags']): LoadBalancer => ({
  id: ID,
  kind: 'application',
  name: 'web',
  scheme: 'internet-facing',
  addressType: 'ipv4',
  dnsName: 'web-1.us-east-1.elb.amazonaws.com',
  hostedZoneId: 'Z35SXDOTRQ7X7K',
  createdAt: '2026-01-01T00:00:00Z',
  tags,
});

const OFTEN = [
  { 'signpost/hostname': 'a.example.com b.sub.example.com' },
  { 'signpost/hostname.x': '+.example.com', 'signpost/weight.x': '10', 'signpost/set-identifier.x': 'blue' },
  { 'signpost/hostname': 'a.example.com', 'elbv2.k8s.aws/cluster': 'demo', 'service.k8s.aws/stack': 'a/b' },
  { 'signpost/hostname': 'a.example.com', 'signpost/record-type': 'cname', 'signpost/ttl': '60' },
];
/** All values of tags are texts; that is the least that the ELB APIs promise. */
const texts = (value: unknown): LoadBalancer['tags'] =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([key, each]) => [
      key,
      typeof each === 'string' ? each : String(JSON.stringify(each)),
    ]),
  );

/** Whoever asks for names is told of each: it has it, or why not. */
export const tags = target({
  name: 'tags',
  inputs: fc.oneof(
    anyTags.map((all): LoadBalancer['tags'] => Object.fromEntries(all)),
    mutated(OFTEN).map(texts),
  ),
  take: (all): Verdict => {
    const seen = {
      look: { kind: 'present' as const, loadBalancer: loadBalancer(all) },
      began: NOW,
      survey: undefined,
      freshSince: NOW,
      declaredBefore: [],
      refusedBefore: {},
      namesBefore: [],
    };
    const observation = observe(ID, seen, SETTINGS);
    let changes = 0;
    const refusals: string[] = Object.values(observation.refused);
    for (const [key, { check }] of observation.asks) {
      const decision = decided(key, emptyNameRow(key), [observation]);
      const [claim] = Object.values(decision.row.claims);
      promise(claim === undefined || claim.reason !== '', `${key} has a claim that says nothing`);
      if (!isEmpty(decision.changes)) changes += 1;
      else if (claim) refusals.push(claim.reason);
      promise(check.kind !== 'ready' || claim !== undefined, `${key} is asked for and has no claim`);
    }
    const plain = all['signpost/hostname'] ?? '';
    const asked = plain.split(/[\s\p{Z}]+/u).filter(Boolean).length;
    promise(asked === 0 || observation.asks.size + refusals.length > 0, 'names that nobody tells of');
    for (const reason of [...refusals, ...Object.values(observation.ignored)])
      promise(reason !== '', 'refused without a reason');
    if (changes > 0) return 'accepted';
    return {
      refused: general(refusals[0] ?? Object.values(observation.ignored)[0] ?? 'no tag asks for a name'),
    };
  },
});

/** A reason without what it is about. Cut first: what it is about may be very long. */
const general = (reason: string) =>
  reason
    .slice(0, 300)
    .replace(/"[^"]*"|'[^']*'|\S*signpost\/\S*|\S+\.\S+/g, '…')
    .slice(0, 60);
