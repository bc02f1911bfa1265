import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/1-hints-only.test.ts';

/** 1: what a run publishes or removes rests on looks that it made itself, begun after its hint came. */
export const hintsOnly: readonly Mutation[] = [
  {
    name: 'ledgerwinner',
    invariant: 1,
    breaks: 'Publishes for a load balancer that it did not look at, because the ledger says that it waits.',
    edits: [
      {
        file: 'shared/plan/merge-claims.ts',
        find: '{ ...claim, observed: false, ready: false, due: false }',
        replace: '{ ...claim, observed: true, ready: true, due: false }',
      },
    ],
    history: {
      file,
      test: 'what a run has not looked at itself > a load balancer that waits by the ledger, and asks no more, is published at no moment',
    },
  },
  {
    name: 'ledgerloser',
    invariant: 1,
    breaks: 'Withdraws what a look of another run missed once, though it did not look at the load balancer.',
    edits: [
      {
        file: 'shared/plan/merge-claims.ts',
        find: '{ ...claim, observed: false, ready: false, due: false }',
        replace: '{ ...claim, observed: false, ready: false, due: claim.missing !== undefined }',
      },
    ],
    history: {
      file,
      test: 'what a run has not looked at itself > a load balancer that was missed once, by the ledger, is not withdrawn by a read of its name',
    },
  },
  {
    name: 'old-survey',
    invariant: 1,
    breaks: 'Believes a survey of any age.',
    edits: [
      {
        file: 'shared/surveys/ground.ts',
        find: 'if (survey.startedAt < freshSince)',
        replace: 'if (survey.startedAt < 0 * freshSince)',
      },
    ],
    history: { file, test: 'a survey from before the hint > says nothing for a name that is new' },
  },
  {
    name: 'old-survey-at-handover',
    invariant: 1,
    breaks: 'Lets one that waited take over by a survey of any age.',
    edits: [
      {
        file: 'shared/plan/choose-target.ts',
        find: '!claim.ready && isNew(claim, row, sharing)',
        replace: 'false && isNew(claim, row, sharing)',
      },
    ],
    history: { file, test: 'a survey from before the hint > is not enough to take over from one that goes' },
  },
  {
    name: 'own-queue-time',
    invariant: 1,
    breaks: 'Measures the freshness of a survey by when its closing hint was queued, not by what was asked.',
    edits: [{ file: 'functions/sync/work.ts', find: 'hint.notBefore ?? queuedAt', replace: 'queuedAt' }],
    history: {
      file,
      test: 'a survey from before the hint > is followed by one that the hint of its end goes by',
    },
  },
  {
    name: 'believes-deletion',
    invariant: 1,
    breaks: 'Takes a load balancer for gone because an event says so.',
    edits: [
      {
        file: 'functions/sync/look.ts',
        find: 'for (const [id, { freshSince }] of work.loadBalancers) {\n    const found = looks.get(id);',
        replace:
          'for (const [id, { freshSince, hints }] of work.loadBalancers) {\n    const found = hints.some(({ says }) => says?.exists === false) ? { kind: "gone" as const } : looks.get(id);',
      },
    ],
    history: {
      file,
      test: 'what an event says > that a load balancer was deleted, replayed after another of its name came: is not believed',
    },
  },
  {
    name: 'believes-tags',
    invariant: 1,
    breaks: 'Takes the tags of an event for those of the load balancer.',
    edits: [
      {
        file: 'functions/sync/look.ts',
        find: 'for (const [id, { freshSince }] of work.loadBalancers) {\n    const found = looks.get(id);',
        replace:
          'for (const [id, { freshSince, hints }] of work.loadBalancers) {\n    const found = looks.get(id);\n    if (found?.kind === "present") Object.assign(found.loadBalancer.tags, ...hints.map(({ says }) => says?.tags));',
      },
    ],
    history: {
      file,
      test: 'what an event says > that a tag was set, replayed after it was set to something else: is not believed',
    },
  },
  {
    name: 'look2',
    invariant: 1,
    breaks: 'Does not look again when the API does not show yet what a young event says.',
    edits: [
      {
        file: 'functions/sync/follow-up.ts',
        find: 'found && lookAgainAfter(hint, found.look, now)',
        replace: 'found && lookAgainAfter(hint, { kind: "unknown", error: new Error() }, now)',
      },
    ],
    history: { file, test: 'what an event says > of what the API does not show yet: is looked at again' },
  },
  {
    name: 'no-follow-up',
    invariant: 1,
    breaks: 'Does not hint the load balancers that have something to do because of what it did.',
    edits: [
      {
        file: 'functions/sync/follow-up.ts',
        find: 'for (const lb of decision.follow) add(',
        replace: 'for (const lb of decision.follow.slice(decision.follow.length)) add(',
      },
    ],
    history: { file, test: 'without a sweep > the holder goes, and the one that waits is told' },
  },
  {
    name: 'no-look-at-holder',
    invariant: 1,
    breaks: 'Does not have the holder looked at that a new claimant waits for.',
    edits: [
      {
        file: 'functions/sync/follow-up.ts',
        find: 'if (hopsOf(claimants, work) === 0) add(holder',
        replace: 'if (hopsOf(claimants, work) < 0) add(holder',
      },
    ],
    history: {
      file,
      test: 'without a sweep > the holder went unheard, and whoever asks for its name has it looked at',
    },
  },
  {
    name: 'no-second-look',
    invariant: 1,
    breaks: 'Sends no hint for looks that are due later.',
    edits: [
      {
        file: 'functions/sync/follow-up.ts',
        find: 'if (delaySeconds <= LONGEST_DELAY) add(lb',
        replace: 'if (delaySeconds < 0) add(lb',
      },
    ],
    history: {
      file,
      test: 'without a sweep > a name is asked for no more, and the second look comes by itself',
    },
  },
  {
    name: 'sweeps-ledger-only',
    invariant: 1,
    breaks: 'The sweep hints what the ledger knows, and not what is in the Region.',
    edits: [
      {
        file: 'shared/sweep/write-sweep-hints.ts',
        find: '...loadBalancers, ...rows',
        replace: '...rows',
      },
    ],
    history: { file, test: 'all events are lost, then one sweep > finds what is there' },
  },
  {
    name: 'sweeps-region-only',
    invariant: 1,
    breaks: 'The sweep hints what is in the Region, and not what only the ledger knows.',
    edits: [
      {
        file: 'shared/sweep/write-sweep-hints.ts',
        find: '[...loadBalancers, ...rows.flatMap(loadBalancersOfRow)]',
        replace: 'loadBalancers',
      },
    ],
    history: { file, test: 'all events are lost, then one sweep > finds what is gone' },
  },
];
