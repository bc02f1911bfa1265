import type { Harmless } from '../mutation.ts';

/** Broken like this, no history ends otherwise: the invariant is kept twice. */
export const harmless: readonly Harmless[] = [
  {
    name: 'unobserved-written',
    invariant: 1,
    breaks: 'Does not ask whether a claim that it writes was looked at in this run.',
    edits: [
      {
        file: 'shared/plan/choose-target.ts',
        find: 'claim.observed && !claim.missing && claim.stays',
        replace: '!claim.missing && claim.stays',
      },
    ],
    because:
      'A claim that was not looked at is not ready (merge-claims.ts), and what is new is written for none that is not. Both taken away: ledgerwinner.',
  },
  {
    name: 'lost-is-denied',
    invariant: 3,
    breaks:
      'Takes a lost answer for a refusal of the role: the hint comes back instead of a read in the next round.',
    edits: [
      {
        file: 'shared/route53/apply-changes.ts',
        find: "return { kind: 'unknown', error };",
        replace: "return { kind: 'denied', error };",
      },
    ],
    because:
      'The row says that it is in doubt, so the run of the hint that comes back reads the name: later, and as well. What each error means is a table of its own test (apply-changes.test.ts).',
  },
  {
    name: 'token-each-attempt',
    invariant: 5,
    breaks:
      'Each attempt at one transaction has a token of its own, so that DynamoDB does not know it again.',
    edits: [
      {
        file: 'shared/ledger/write-rows.ts',
        find: 'new TransactWriteCommand(command)',
        replace: 'new TransactWriteCommand({ ...command, ClientRequestToken: newToken() })',
      },
    ],
    because:
      'Versions are random: a row that already has ours was written by an attempt of this call (isOwn).',
  },
  {
    name: 'old-sent-unread',
    invariant: 4,
    breaks: 'The sweep has no name read because of what was sent an hour ago.',
    edits: [
      {
        file: 'shared/sweep/needs-reading.ts',
        find: 'row.sent.some(({ at }) => now - at >= OLD)',
        replace: 'row.sent.some(({ at }) => now - at < 0 * OLD)',
      },
    ],
    because:
      'The full sweep lists the zones as well, and has a name read where what stands differs from what the row says; what landed late is found by that.',
  },
];
