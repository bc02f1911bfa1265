import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/4-sent.test.ts';
const LINKS = 'functions/sync/write-links.ts';
const SETTLE = 'shared/plan/settle-listing.ts';

/** 4: sent is remembered, and forgotten only by an answer or by a read an hour later; forgetting a name comes last. */
export const sent: readonly Mutation[] = [
  {
    name: 'nosent',
    invariant: 4,
    breaks: 'Remembers the values of its own attempt only, and forgets those of the attempts before.',
    edits: [
      {
        file: LINKS,
        find: 'sent: [...announced.sent.filter((each) => !now.has(said(each))), ...sent],',
        replace: 'sent: now.size < 0 ? [] : sent,',
      },
    ],
    history: {
      file,
      test: 'a change that lands after its sender died > and after others were sent: it is ours, and goes',
    },
  },
  {
    name: 'nointent',
    invariant: 4,
    breaks: 'Writes the ledger once, after the batch: nothing is announced.',
    edits: [
      {
        file: LINKS,
        find: '    : announce(decision.announced, decision, rev, run.now());',
        replace:
          '    : { ...announce(decision.announced, decision, rev, run.now()), sent: decision.announced.sent, doubt: false };',
      },
    ],
    history: {
      file,
      test: 'a run dies > after its change took effect: the record is known to be ours, and goes with its load balancer',
    },
  },
  {
    name: 'overwrite',
    invariant: 4,
    breaks: 'Writes the ledger once, before the batch: what is about to be sent is taken for done.',
    edits: [
      {
        file: LINKS,
        find: '    : announce(decision.announced, decision, rev, run.now());',
        replace:
          '    : { ...decision.row, rev, sent: announce(decision.announced, decision, rev, 0) ? [] : [] };',
      },
    ],
    history: { file, test: 'a run dies > before its change was sent: it is not taken for done' },
  },
  {
    name: 'sent-until-read',
    invariant: 4,
    breaks: 'Forgets what was sent at the first read.',
    edits: [
      {
        file: SETTLE,
        find: 'row.sent.filter(({ at }) => listing.at - at < SENDER_LIFE)',
        replace: 'row.sent.filter(({ at }) => listing.at - at < 0 * SENDER_LIFE)',
      },
    ],
    history: {
      file,
      test: 'a change that lands after its sender died > and after the name was read: it is ours, and goes',
    },
  },
  {
    name: 'sent-until-late',
    invariant: 4,
    breaks: 'Forgets what was sent once an hour has passed, without a read.',
    edits: [
      {
        file: 'functions/sync/decide.ts',
        find: '      row: before,\n',
        replace:
          '      row: { ...before, sent: before.sent.filter(({ at }) => run.now() - at < 3_600_000) },\n',
      },
    ],
    history: {
      file,
      test: 'a change that lands after its sender died > almost an hour later, and nobody looked since: it is ours, and goes',
    },
  },
  {
    name: 'tombstone-with-sent',
    invariant: 4,
    breaks: 'Lets a row expire that still remembers what was sent.',
    edits: [
      {
        file: 'shared/ledger/rows.ts',
        find: 'row.standing.length === 0 && row.sent.length === 0 && !row.doubt',
        replace: 'row.standing.length === 0 && !row.doubt',
      },
    ],
    history: {
      file,
      test: 'a change that lands after its sender died > after the row would have expired: a row that has something to remember does not',
    },
  },
  {
    name: 'deletions-unremembered',
    invariant: 4,
    breaks: 'Forgets that a deletion without an answer may still take effect.',
    edits: [
      {
        file: LINKS,
        find: 'changes.creates.length === 0 ? changes.deletes',
        replace: 'changes.creates.length < 0 ? changes.deletes',
      },
    ],
    history: {
      file,
      test: 'a change that lands after its sender died > and takes away what was wanted again meanwhile: it is put back',
    },
  },
  {
    name: 'deleted-is-ours',
    invariant: 4,
    breaks: 'Takes for ours what it only announced to delete.',
    edits: [
      {
        file: SETTLE,
        find: 'row.sent.filter(({ removed }) => removed !== true)',
        replace: 'row.sent.filter(() => true)',
      },
    ],
    history: {
      file: 'functions/sync/late-changes.test.ts',
      test: 'a deletion that is remembered makes nothing ours: the same record, written by somebody else after it, stays',
    },
  },
  {
    name: 'trimearly',
    invariant: 4,
    breaks: 'A load balancer forgets a name while its record stands or may come to stand.',
    edits: [
      {
        file: 'functions/sync/trim.ts',
        find: 'found === undefined || mentionedBy(found.decision.row).includes(id)',
        replace:
          'found === undefined || (mentionedBy(found.decision.row).includes(id) && Object.values(found.decision.row.claims).some(({ lb, missing }) => lb === id && !missing))',
      },
    ],
    history: {
      file,
      test: 'a name that is on its way out > is not forgotten by its load balancer while its record stands',
    },
  },
  {
    name: 'trims-sent',
    invariant: 4,
    breaks: 'A load balancer forgets a name of which an attempt may still land.',
    edits: [
      {
        file: 'functions/sync/trim.ts',
        find: 'mentionedBy(found.decision.row).includes(id)',
        replace: 'mentionedBy({ ...found.decision.row, sent: [] }).includes(id)',
      },
    ],
    history: { file, test: 'a name that is on its way out > nor while an attempt at it may still land' },
  },
];
