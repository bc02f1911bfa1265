import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/7-handover.test.ts';
const TARGET = 'shared/plan/choose-target.ts';

/** 7: no gap at handover, and a living holder gives way only to one that comes first and is ready. */
export const handover: readonly Mutation[] = [
  {
    name: 'goes-before-successor',
    invariant: 7,
    breaks: 'Withdraws the record of one that goes, though another waits for the name.',
    edits: [
      {
        file: TARGET,
        find: '    return leaver === undefined || isKept(leaver, slot);',
        replace: '    return leaver === undefined;',
      },
      {
        file: TARGET,
        find: 'return target.length === 0 && living.length > 0 ? lastOf(standing) : target;',
        replace: 'return target;',
      },
    ],
    history: {
      file,
      test: 'the holder goes while another waits > its record stays until that one’s own run replaces it, in one batch',
    },
  },
  {
    name: 'kept-for-the-barred',
    invariant: 7,
    breaks: 'Keeps the record of one that goes for another that somebody’s record keeps from its place.',
    edits: [
      {
        file: TARGET,
        find: 'living.filter((claim) => !barred.has(claim));',
        replace: 'living;',
      },
    ],
    history: {
      file: 'shared/plan/beside-strangers.test.ts',
      test: 'a set is not kept for one that somebody else’s record keeps from its place',
    },
  },
  {
    name: 'set-goes-before-successor',
    invariant: 7,
    breaks: 'Withdraws one of several sets, though another load balancer waits for just that.',
    edits: [
      {
        file: TARGET,
        find: '    return leaver === undefined || isKept(leaver, slot);',
        replace: '    return leaver === undefined;',
      },
    ],
    history: {
      file,
      test: 'the holder goes while another waits > the set of one of several: it stays until the one that waits for it replaces it',
    },
  },
  {
    name: 'last-set-goes-first',
    invariant: 7,
    breaks: 'Withdraws the last set of a name, though one of another shape waits for it.',
    edits: [
      {
        file: TARGET,
        find: 'return target.length === 0 && living.length > 0 ? lastOf(standing) : target;',
        replace: 'return target;',
      },
    ],
    history: {
      file,
      test: 'the holder goes while another waits > the last of several sets, for which one of another shape waits: both in one batch',
    },
  },
  {
    name: 'unbound-is-nobody',
    invariant: 7,
    breaks: 'Withdraws a record though somebody asks for the name who is not bound yet.',
    edits: [
      {
        file: 'shared/plan/rank-claims.ts',
        find: 'now - claim.unboundSince < UNBOUND_LIFE',
        replace: 'now - claim.unboundSince < 0 * UNBOUND_LIFE',
      },
    ],
    history: {
      file,
      test: 'the holder goes while another waits > and that one is not bound yet: its record stays for an hour',
    },
  },
  {
    name: 'gives-way-unready',
    invariant: 7,
    breaks: 'A living holder gives way to one of which nobody knows whether it is ready.',
    edits: [
      {
        file: 'shared/plan/contest.ts',
        find: 'observed && ready && grounds.readiness.get(lb)?.ready === true;',
        replace: 'observed && ready && grounds.readiness.get(lb)?.ready !== null;',
      },
    ],
    history: { file, test: 'a living holder > keeps its name against one that comes first and is not ready' },
  },
  {
    name: 'gives-way-provisioning',
    invariant: 7,
    breaks: 'Takes a load balancer for ready that is not active yet.',
    edits: [
      {
        file: 'shared/load-balancers/readiness.ts',
        find: "return ROUTING.has(code ?? '') ? undefined",
        replace: "return ROUTING.has(code ?? '') || code === 'provisioning' ? undefined",
      },
    ],
    history: {
      file,
      test: 'a living holder > keeps it against one with a healthy target that is still being made',
    },
  },
  {
    name: 'oldest-first',
    invariant: 7,
    breaks: 'The oldest load balancer comes first, whoever holds the name.',
    edits: [
      {
        file: 'shared/plan/rank-claims.ts',
        find: '    b.line - a.line ||\n    b.holding - a.holding ||\n',
        replace: '',
      },
    ],
    history: { file, test: 'a living holder > keeps it against one that is older and comes back' },
  },
  {
    name: 'line-lost-at-once',
    invariant: 7,
    breaks: 'A name belongs to whoever stands in as soon as nobody of its line is there.',
    edits: [
      {
        file: 'shared/plan/holders.ts',
        find: 'now - goneSince < LINE_LIFE',
        replace: 'now - goneSince < 0 * LINE_LIFE',
      },
    ],
    history: { file, test: 'a line > gets its name back from a stand-in within the hour' },
  },
  {
    name: 'line-for-ever',
    invariant: 7,
    breaks: 'A name belongs to its line for ever, whoever holds it.',
    edits: [
      {
        file: 'shared/plan/holders.ts',
        find: 'now - goneSince < LINE_LIFE',
        replace: 'now - goneSince >= 0',
      },
    ],
    history: { file, test: 'a line > and not after it' },
  },
  {
    name: 'set-by-set',
    invariant: 7,
    breaks: 'Changes the shape of a name without a look at the others that share it.',
    edits: [
      {
        file: 'shared/plan/decide-name.ts',
        find: 'lookFirst: isChanged ? whoMakesWay(',
        replace: 'lookFirst: isChanged && input.now < 0 ? whoMakesWay(',
      },
    ],
    history: {
      file,
      test: 'several load balancers on one name > change its shape together: no moment in which one has the traffic of all',
    },
  },
];
