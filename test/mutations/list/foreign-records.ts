import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/2-foreign-records.test.ts';

/** 2: a foreign record is never changed, deleted or joined, and nothing is announced that is not sent. */
export const foreignRecords: readonly Mutation[] = [
  {
    name: 'noprelook',
    invariant: 2,
    breaks: 'Announces the first value of a name without having read it.',
    edits: [
      {
        file: 'shared/plan/may-change.ts',
        find: '(wasRefused || addsKind(row.standing, wanted))',
        replace: '(wasRefused || (row.standing.length > 0 && addsKind(row.standing, wanted)))',
      },
    ],
    history: {
      file,
      test: 'the very record that we would write, written by somebody else > before we asked: theirs, whatever becomes of the load balancer',
    },
  },
  {
    name: 'noprelook-of-sets',
    invariant: 2,
    breaks: 'Announces a further set of a name that it holds without having read the name.',
    edits: [
      {
        file: 'shared/plan/slot.ts',
        find: "return [set.type, set.setId, policyOf(set), placeOf(set.routing), ttl].join('|');",
        replace: "return [set.type, policyOf(set), ttl].join('|');",
      },
    ],
    history: {
      file,
      test: 'the very record that we would write, written by somebody else > as a further set of a name that we hold: the same',
    },
  },
  {
    name: 'exact',
    invariant: 2,
    breaks: 'Takes for ours whatever is exactly what is wanted.',
    edits: [
      {
        file: 'shared/plan/settle-listing.ts',
        find: '[...created, ...row.standing]',
        replace:
          '[...created, ...row.standing, ...Object.values(row.claims).flatMap(({ lb, records }) => records.map((set) => ({ set, lb })))]',
      },
    ],
    history: {
      file,
      test: 'the very record that we would write, written by somebody else > before we asked: theirs, whatever becomes of the load balancer',
    },
  },
  {
    name: 'plansent',
    invariant: 2,
    breaks: 'Announces under the policy plan what it does not send.',
    edits: [
      {
        file: 'shared/plan/may-change.ts',
        find: '  if (gate) {',
        replace: "  if (gate && gate.by !== 'plan') {",
      },
      {
        file: 'functions/sync/send.ts',
        find: 'booked.flatMap((batch) => announced(batch, committed))',
        replace: "booked.flatMap((batch) => (settings.policy === 'plan' ? [] : announced(batch, committed)))",
      },
    ],
    history: {
      file,
      test: 'the very record that we would write, written by somebody else > while nothing may be sent, by plan: the same',
    },
  },
  {
    name: 'frozensent',
    invariant: 2,
    breaks: 'Announces what a freeze keeps it from sending.',
    edits: [
      {
        file: 'shared/plan/may-change.ts',
        find: '  if (gate) {',
        replace: "  if (gate && gate.by !== 'freeze') {",
      },
      {
        file: 'functions/sync/send.ts',
        find: 'booked.flatMap((batch) => announced(batch, committed))',
        replace:
          'booked.flatMap((batch) => (Object.keys(work.freezes?.freezes ?? {}).length > 0 ? [] : announced(batch, committed)))',
      },
    ],
    history: {
      file,
      test: 'the very record that we would write, written by somebody else > while nothing may be sent, by freeze: the same',
    },
  },
  {
    name: 'writes-under-plan',
    invariant: 2,
    breaks: 'Writes under the policy plan.',
    edits: [
      {
        file: 'shared/plan/policy-gates.ts',
        find: "return [{ by: 'plan', reason: 'policy is plan, nothing is written' }];",
        replace: 'return [];',
      },
    ],
    history: { file, test: 'nothing is announced that is not sent > nothing is written under plan' },
  },
  {
    name: 'deaf-to-freezes',
    invariant: 2,
    breaks: 'Does not hear what operators froze.',
    edits: [
      { file: 'functions/sync/decide.ts', find: '...freezeGates(work.freezes, key, now),', replace: '' },
    ],
    history: {
      file,
      test: 'nothing is announced that is not sent > nothing is written while the zone is frozen',
    },
  },
  {
    name: 'withdraws-closed',
    invariant: 2,
    breaks: 'Writes names that the settings no longer allow to anybody.',
    edits: [{ file: 'functions/sync/decide.ts', find: '...closedGates(zone, before.host),', replace: '' }],
    history: {
      file,
      test: 'nothing is announced that is not sent > nothing is written where the settings do not allow the name',
    },
  },
  {
    name: 'nohintread',
    invariant: 2,
    breaks: 'Does not read a name that was hinted.',
    edits: [
      {
        file: 'functions/sync/decide.ts',
        find: 'mustRead: work.names.has(key),',
        replace: 'mustRead: false,',
      },
    ],
    history: { file, test: 'a hinted name > is read: what somebody deleted is found and put back' },
  },
  {
    name: 'joins-foreign-type',
    invariant: 2,
    breaks: 'Puts an A beside an AAAA of somebody else, at a name that holds none of ours.',
    edits: [{ file: 'shared/plan/admit.ts', find: 'standing.length === 0 ||\n', replace: '' }],
    history: {
      file,
      test: 'a name where somebody else has a record > of another type: ours does not join it',
    },
  },
  {
    name: 'joins-foreign-set',
    invariant: 2,
    breaks: 'Puts a further set of ours beside a set of somebody else.',
    edits: [
      {
        file: 'shared/plan/admit.ts',
        find: '(other.type === set.type && !isOurs)',
        replace: 'false',
      },
    ],
    history: {
      file,
      test: 'a name where somebody else has a record > under another set identifier, beside ours: no further set of ours joins them',
    },
  },
  {
    name: 'cname-beside-txt',
    invariant: 2,
    breaks: 'Tries a CNAME beside records of other types, and leaves it to Route 53 to refuse it.',
    edits: [
      {
        file: 'shared/plan/admit.ts',
        find: "set.type === 'CNAME' && otherTypes.length > 0",
        replace: "set.type === 'CNAME' && otherTypes.length > 99",
      },
    ],
    history: {
      file,
      test: 'a name where somebody else has a record > a TXT: no CNAME is tried beside it, an alias is',
    },
  },
  {
    name: 'ours-by-place',
    invariant: 2,
    breaks: 'Takes for ours whatever stands in the place of ours, with any value.',
    edits: [
      {
        file: 'shared/plan/settle-listing.ts',
        find: 'ours.set(canonical(set), { set, lb });',
        replace: 'ours.set(recordSetKey(set), { set, lb });',
      },
      {
        file: 'shared/plan/settle-listing.ts',
        find: 'flatMap((set) => ours.get(canonical(set)) ?? [])',
        replace:
          'flatMap((set) => { const own = ours.get(recordSetKey(set)); return own ? [{ set, lb: own.lb }] : []; })',
      },
      {
        file: 'shared/plan/settle-listing.ts',
        find: '!ours.has(canonical(set))',
        replace: '!ours.has(recordSetKey(set))',
      },
    ],
    history: {
      file,
      test: 'a name where somebody else has a record > in the place of ours, which they deleted: theirs stays',
    },
  },
  {
    name: 'blind-to-delegations',
    invariant: 2,
    breaks: 'Writes records at names that the zone delegates elsewhere.',
    edits: [
      {
        file: 'shared/plan/admit.ts',
        find: 'if (delegation !== undefined && !isOurs)',
        replace: 'if (delegation !== undefined && !isOurs && standing.length > 0)',
      },
    ],
    history: {
      file,
      test: 'a name that the zone delegates elsewhere > gets no record, nor does one below it: team.example.com',
    },
  },
  {
    name: 'ancestors-unread',
    invariant: 2,
    breaks: 'Reads the name, and not whether one above it is delegated.',
    edits: [
      {
        file: 'functions/sync/read-names.ts',
        find: 'return unreadAncestors(host, zone.name, delegations.get(zone.id) ?? {}, now);',
        replace: 'return [];',
      },
    ],
    history: {
      file,
      test: 'a name that the zone delegates elsewhere > gets no record, nor does one below it: a.team.example.com',
    },
  },
];
