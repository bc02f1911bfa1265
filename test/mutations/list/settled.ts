import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/10-settled.test.ts';
const again = (what: string) =>
  `a further look, where nothing changed > a name that is ${what}: Route 53 is not called, and no row of a name is written`;

/** 10: a second run over a settled world does not call Route 53, and writes no name; what is sent takes tokens. */
export const settled: readonly Mutation[] = [
  {
    name: 'always-changed',
    invariant: 10,
    breaks: 'Writes the row of every name that it decides.',
    edits: [
      {
        file: 'functions/sync/decide.ts',
        find: '!isEmpty(decision.changes) || !sameRow(decision.row, before)',
        replace: '!isEmpty(decision.changes) || before.rev !== sameRow.name',
      },
    ],
    history: { file, test: again('published') },
  },
  {
    name: 'always-reads',
    invariant: 10,
    breaks: 'Reads every name that it decides.',
    edits: [
      {
        file: 'functions/sync/decide.ts',
        find: 'mustRead: work.names.has(key),',
        replace: 'mustRead: true,',
      },
    ],
    history: { file, test: again('waiting behind another') },
  },
  {
    name: 'asks-refused-again',
    invariant: 10,
    breaks: 'Asks Route 53 again about what somebody’s record is in the way of.',
    edits: [
      {
        file: 'shared/plan/choose-target.ts',
        find: "pending.outcome === 'refused' || isStillShut(gates, pending)",
        replace: 'isStillShut(gates, pending)',
      },
    ],
    history: { file, test: again('refused for somebody’s record') },
  },
  {
    name: 'asks-held-back-again',
    invariant: 10,
    breaks: 'Decides anew, with a read, what a gate holds back.',
    edits: [
      {
        file: 'shared/plan/gates.ts',
        find: 'gate.by === by && reason.startsWith(gate.reason)',
        replace: 'gate.by === by && reason === gate.reason',
      },
    ],
    history: { file, test: again('held back by the policy') },
  },
  {
    name: 'tries-quarantined-again',
    invariant: 10,
    breaks: 'Tries at every look what Route 53 refused.',
    edits: [
      {
        file: 'shared/plan/quarantine.ts',
        find: "pending?.outcome === 'quarantined' && (pending.until ?? 0) > now",
        replace: "pending?.outcome === 'quarantined' && (pending.until ?? 0) > now + 86_400_000",
      },
    ],
    history: {
      file,
      test: 'a further look, where nothing changed > a name in quarantine: the same, until its pause is over',
    },
  },
  {
    name: 'sweep-reads-all',
    invariant: 10,
    breaks: 'The sweep has every name read.',
    edits: [
      {
        file: 'shared/sweep/needs-reading.ts',
        find: 'return row.doubt || row.sent.some(',
        replace: 'return row.rev.length > 0 || row.sent.some(',
      },
    ],
    history: { file, test: 'a further look, where nothing changed > a sweep over a settled world: the same' },
  },
  {
    name: 'unbooked-batches',
    invariant: 10,
    breaks: 'Sends batches without taking tokens of the quota for them.',
    edits: [
      {
        file: 'functions/sync/book-quota.ts',
        find: 'const { from, later } = await ports.bookTokens(first.zone, changes, ahead, run);',
        replace: 'const { from, later } = { from: changes.map(() => now + 0 * ahead.turnBy), later: [now] };',
      },
    ],
    history: {
      file,
      test: 'the share of the quota > is taken from for what is sent: two requests, a read and a batch of one change',
    },
  },
  {
    name: 'unbooked-reads',
    invariant: 10,
    breaks: 'Reads Route 53 without taking tokens of the quota for it.',
    edits: [
      {
        file: 'shared/route53/page-permit.ts',
        find: 'refusal = await takeTokens(bookTokens, zone, 0, ahead, waiting);',
        replace:
          'refusal = ahead.turnBy < 0 ? await takeTokens(bookTokens, zone, 0, ahead, waiting) : undefined;',
      },
    ],
    history: {
      file,
      test: 'the share of the quota > is taken from for what is sent: two requests, a read and a batch of one change',
    },
  },
  {
    name: 'announced-without-tokens',
    invariant: 10,
    breaks: 'Announces what it has no tokens for.',
    edits: [
      {
        file: 'functions/sync/book-quota.ts',
        find: 'if (without.size === 0) return',
        replace: 'if (without.size >= 0) return',
      },
    ],
    history: { file, test: 'the share of the quota > has no tokens: nothing is announced' },
  },
];
