import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/6-absence.test.ts';
const MERGE = 'shared/plan/merge-claims.ts';

/** 6: absence is seen twice, by complete looks, withdrawAfter apart. */
export const absence: readonly Mutation[] = [
  {
    name: 'seen-once',
    invariant: 6,
    breaks: 'Withdraws by the first look that misses a name.',
    edits: [
      {
        file: MERGE,
        find: 'const due = seen >= dueAt({ since, cause }, withdrawAfter);',
        replace: 'const due = seen >= dueAt({ since, cause }, { loadBalancer: 0, gateway: 0 });',
      },
    ],
    history: { file, test: 'a load balancer that is gone > in one look: the record stays until a second' },
  },
  {
    name: 'seen-twice-at-once',
    invariant: 6,
    breaks: 'Withdraws by the second look that misses a name, however soon it comes.',
    edits: [
      {
        file: MERGE,
        find: 'const due = seen >= dueAt({ since, cause }, withdrawAfter);',
        replace: 'const due = before?.missing !== undefined;',
      },
    ],
    history: {
      file,
      test: 'a tag that is away > in two looks within withdrawAfter: the record stays until a third',
    },
  },
  {
    name: 'absence-adds-up',
    invariant: 6,
    breaks: 'Counts a look that missed a name though a later one saw it.',
    edits: [
      {
        file: MERGE,
        find: "if (check.kind === 'ready') return { ...known, note: check.note };",
        replace:
          "if (check.kind === 'ready') return { ...known, missing: before?.missing, note: check.note };",
      },
    ],
    history: {
      file,
      test: 'a tag that is away > in two looks with one between that saw it: the record stays',
    },
  },
  {
    name: 'given-away-at-once',
    invariant: 6,
    breaks: 'Gives a name to another by the first look that misses its tag.',
    edits: [
      {
        file: MERGE,
        find: 'const final = due || observation.gone || (before?.missing?.final ?? false);',
        replace: 'const final = true;',
      },
    ],
    history: {
      file,
      test: 'a tag that is away > in one look, while another asks for the name: nothing is given away',
    },
  },
  {
    name: 'one-delay-for-all',
    invariant: 6,
    breaks: 'Withdraws what no Gateway serves as soon as what no tag asks for.',
    edits: [
      {
        file: MERGE,
        find: "(cause === 'gateway' ? gateway : loadBalancer)",
        replace: "(cause === 'gateway' ? Math.min(gateway, loadBalancer) : loadBalancer)",
      },
    ],
    history: {
      file,
      test: 'a Gateway that is away > for less than withdrawAfter.gateway: the record stays, and goes after it',
    },
  },
  {
    name: 'one-survey-twice',
    invariant: 6,
    breaks: 'Counts two looks at one survey as two.',
    edits: [
      {
        file: MERGE,
        find: 'const seen = check?.at ?? observation.began;',
        replace: 'const seen = observation.began;',
      },
    ],
    history: {
      file,
      test: 'a Gateway that is away > in one survey, whose closing hint comes again for an hour: it was missed once',
    },
  },
  {
    name: 'error-is-gone',
    invariant: 6,
    breaks: 'Takes any error of the ELB API about one load balancer for its end.',
    edits: [
      {
        file: 'shared/load-balancers/list-by-id.ts',
        find: 'if (ids.length === 1 && saysGone(error))',
        replace: 'if (ids.length === 1)',
      },
    ],
    history: {
      file,
      test: 'what nobody can say > DescribeLoadBalancers fails, twice: the load balancer is neither gone nor without tags',
    },
  },
  {
    name: 'unread-tags-are-none',
    invariant: 6,
    breaks: 'Takes tags that could not be read for none.',
    edits: [
      {
        file: 'shared/load-balancers/list-with-tags.ts',
        find: "if (tags.kind !== 'present') return tags;",
        replace:
          "if (tags.kind !== 'present') return { kind: 'present', loadBalancer: toLoadBalancer(description.item, {}) };",
      },
    ],
    history: {
      file,
      test: 'what nobody can say > DescribeTags fails, twice: the load balancer is neither gone nor without tags',
    },
  },
  {
    name: 'believes-incomplete',
    invariant: 6,
    breaks: 'Believes a survey that says it is incomplete.',
    edits: [
      {
        file: 'shared/surveys/ground.ts',
        find: 'if (!survey.complete) {',
        replace: 'if (survey.complete === null) {',
      },
    ],
    history: {
      file,
      test: 'what nobody can say > a cluster that cannot be read, though its document says that nothing is there: the record stays',
    },
  },
  {
    name: 'no-list-is-empty',
    invariant: 6,
    breaks: 'Takes a list that is answered 404 for an empty one.',
    edits: [
      {
        file: 'shared/kubernetes/list-objects.ts',
        find: 'if (page === undefined)',
        replace: 'if (page === undefined) return items;\n    if (page === undefined)',
      },
    ],
    history: {
      file: 'functions/cluster/cluster.test.ts',
      test: 'a cluster that does not answer wholly makes an incomplete survey, never an empty one > 404 for services',
    },
  },
  {
    name: 'first-page-is-all',
    invariant: 6,
    breaks: 'Takes the first page of a list in a cluster for all of it.',
    edits: [
      {
        file: 'shared/kubernetes/list-objects.ts',
        find: 'while (next !== undefined);',
        replace: 'while (next === null);',
      },
    ],
    history: {
      file: 'functions/cluster/cluster.test.ts',
      test: 'a cluster that answers > is read page by page',
    },
  },
  {
    name: 'refused-is-missing',
    invariant: 6,
    breaks: 'Takes a name for missing that is asked for with settings that cannot be had.',
    edits: [
      {
        file: 'shared/plan/ask-for-names.ts',
        find: 'for (const key of namesBefore) {',
        replace: 'for (const key of namesBefore.slice(namesBefore.length)) {',
      },
    ],
    history: {
      file,
      test: 'what nobody can say > settings that cannot be had: the name is still asked for, and stays',
    },
  },
  {
    name: 'kept-is-withdrawn',
    invariant: 6,
    breaks: 'Withdraws the names of a cluster that left the settings.',
    edits: [
      {
        file: 'shared/plan/judge-hosts.ts',
        find: "      case 'refused':\n        return { kind: 'refused', outcome: 'kept', reason: verdict.reason };\n      case 'ask'",
        replace:
          "      case 'refused':\n        return { kind: 'unserved', at: began, stale: false, reason: verdict.reason };\n      case 'ask'",
      },
    ],
    history: { file, test: 'what nobody can say > a cluster that left the settings: the name is kept' },
  },
  {
    name: 'declared-forgotten',
    invariant: 6,
    breaks: 'Forgets that hosts were declared behind a load balancer.',
    edits: [
      {
        file: 'shared/plan/observe.ts',
        find: '...seen.declaredBefore, ...judge.declares',
        replace: '...judge.declares',
      },
      {
        file: 'shared/surveys/check-host.ts',
        find: 'if (ground.declaredUntil !== undefined)',
        replace: 'if (ground.declaredUntil === null)',
      },
      {
        file: 'shared/surveys/check-host.ts',
        find: 'if (declaredBefore.length > 0)',
        replace: 'if (declaredBefore.length > 99)',
      },
    ],
    history: {
      file,
      test: 'a Gateway that is away > altogether, so that nothing declares hosts: that is no pass for a new name',
    },
  },
  {
    name: 'declared-hour-forgotten',
    invariant: 6,
    breaks: 'Forgets that hosts were declared in front of a load balancer that is new.',
    edits: [
      {
        file: 'shared/surveys/check-host.ts',
        find: 'if (ground.declaredUntil !== undefined)',
        replace: 'if (ground.declaredUntil === null)',
      },
    ],
    history: {
      file,
      test: 'a Gateway that is away > from a load balancer that is new, less than an hour ago: nothing is published there',
    },
  },
  {
    name: 'lost-kind-is-empty',
    invariant: 6,
    breaks: 'Takes a kind that the cluster does not have any more for a list that is empty.',
    edits: [
      {
        file: 'shared/surveys/check-host.ts',
        find: 'return lost.length === 0\n',
        replace: 'return lost.length < 99\n',
      },
    ],
    history: {
      file,
      test: 'a Gateway that is away > with its kind, which the cluster has no more: nobody can say, and the record stays',
    },
  },
  {
    name: 'replaced-is-gone',
    invariant: 6,
    breaks: 'Takes a claim for gone that its load balancer replaced by one under another set identifier.',
    edits: [
      {
        file: MERGE,
        find: '[...claims.values()].find((claim) => claim.lb === lb);',
        replace:
          '[...claims.values()].find((claim) => claim.lb === lb && claim.setId === (observation.asks.get(key)?.records[0]?.setId ?? claim.setId));',
      },
    ],
    history: {
      file,
      test: 'a claim that its own load balancer replaced > by one under another set identifier: it has not gone, and changes in one batch',
    },
  },
];
