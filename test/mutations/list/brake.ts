import type { Mutation } from '../mutation.ts';

const file = 'functions/sync/brake.test.ts';
const COUNT = 'shared/brake/count.ts';

/** 9: names that leave, and names that another line gets, are counted, and above the limit none pass until approved. */
export const brake: readonly Mutation[] = [
  {
    name: 'uncounted',
    invariant: 9,
    breaks: 'Counts nothing.',
    edits: [
      {
        file: 'functions/sync/brake.ts',
        find: 'harmful.length > 0 && (await',
        replace: 'harmful.length < 0 && (await',
      },
    ],
    history: {
      file,
      test: 'names that leave > stay once one more than the limit goes, are told why, and are settled',
    },
  },
  {
    name: 'passes-as-it-trips',
    invariant: 9,
    breaks: 'The run that trips the brake lets its own names pass.',
    edits: [
      {
        file: 'functions/sync/brake.ts',
        find: 'if (gate && !passing.hosts.has(found.before.host))',
        replace: 'if (gate && passing.tripped.length === 0 && !passing.hosts.has(found.before.host))',
      },
    ],
    history: {
      file,
      test: 'names that leave > stay once one more than the limit goes, are told why, and are settled',
    },
  },
  {
    name: 'passes-in-part',
    invariant: 9,
    breaks: 'Of what goes over the limit, lets pass as many as there is room for.',
    edits: [
      {
        file: COUNT,
        find: 'before.tripped === undefined && (!isTripping || before.approved) ? room : 0',
        replace: 'before.tripped === undefined ? room : 0',
      },
    ],
    history: { file: file, test: 'names that leave > do not hold up those that come, nor other zones' },
  },
  {
    name: 'counted-twice',
    invariant: 9,
    breaks: 'Counts a name again whose change is repeated.',
    edits: [
      {
        file: COUNT,
        find: '(host) => !Object.hasOwn(before.names, host)).sort();',
        replace: '(host) => host.length > 0).sort();',
      },
    ],
    history: { file, test: 'names that change hands > and are given back within the hour are counted once' },
  },
  {
    name: 'counted-by-invocation',
    invariant: 9,
    breaks: 'Counts within one invocation only.',
    edits: [
      {
        file: 'functions/sync/brake.ts',
        find: 'return writeZoneRow(ports, run, zoneId, countIn, known);',
        replace:
          'return countIn(known ?? (await writeZoneRow(ports, run, zoneId, (row) => ({ row, result: row })))).result;',
      },
    ],
    history: { file, test: 'several invocations at once > count together: who is later finds what is left' },
  },
  {
    name: 'replacement-counts',
    invariant: 9,
    breaks: 'Counts a load balancer that its own line replaces.',
    edits: [
      {
        file: 'shared/plan/harm.ts',
        find: 'new Set(sets.map(({ lb }) => lineOf(lb)))',
        replace: 'new Set(sets.map(({ lb }) => lb + lineOf(lb)))',
      },
    ],
    history: { file, test: 'names that change hands > within a line are replacements, and none is counted' },
  },
  {
    name: 'retargets-uncounted',
    invariant: 9,
    breaks: 'Counts names that leave, and not those that another line gets.',
    edits: [
      {
        file: 'shared/plan/harm.ts',
        find: "return [...has].some((line) => !had.has(line)) ? 'retarget' : 'removal';",
        replace: "return [...has].some((line) => !had.has(line)) ? undefined : 'removal';",
      },
    ],
    history: {
      file: 'mutations/histories/9-brake.test.ts',
      test: 'a name that another line is to get stays where it is, above the limit',
    },
  },
  {
    name: 'deaf-to-approval',
    invariant: 9,
    breaks: 'Measures by the settings what an operator approved.',
    edits: [
      {
        file: COUNT,
        find: 'before.approved?.names ?? limitOf(row, kind, settings, now)',
        replace: 'limitOf(row, kind, settings, now)',
      },
    ],
    history: {
      file,
      test: 'names that leave > go as they are approved, whichever are gone by then; what is claimed again stays',
    },
  },
  {
    name: 'approved-for-ever',
    invariant: 9,
    breaks: 'An approval lets everything pass from then on.',
    edits: [
      {
        file: COUNT,
        find: 'before.approved?.names ?? limitOf(row, kind, settings, now)',
        replace: '(before.approved ? Number.POSITIVE_INFINITY : limitOf(row, kind, settings, now))',
      },
    ],
    history: {
      file: 'functions/operate/approve.test.ts',
      test: 'what asks for more than was approved trips it again',
    },
  },
  {
    name: 'window-without-run',
    invariant: 9,
    breaks: 'Forgets a name at the end of the window, though the run that let it through may still live.',
    edits: [{ file: COUNT, find: 'now - at < window + RUN_LIFE', replace: 'now - at < window' }],
    history: {
      file: 'shared/brake/count.test.ts',
      test: 'a name > counts for a window from when it was let through last, and for the life of the run that did it',
    },
  },
  {
    name: 'passes-uncounted',
    invariant: 9,
    breaks: 'Lets pass what it could not count, as the zone’s row was not to be written.',
    edits: [
      { file: 'functions/sync/brake.ts', find: 'for (const key of keys) passed.delete(key);', replace: '' },
    ],
    history: {
      file: 'mutations/histories/9-brake.test.ts',
      test: 'what cannot be counted, as the row of the zone cannot be written, does not pass',
    },
  },
  {
    name: 'lost-update-again',
    invariant: 9,
    breaks: 'Does an update of a zone’s row again whose answer got lost.',
    edits: [
      { file: 'shared/ledger/write-zone-row.ts', find: 'if (own !== undefined) return own;', replace: '' },
    ],
    history: {
      file: 'shared/ledger/write-zone-row.test.ts',
      test: 'a change of a zone’s row > is written once where the answer got lost',
    },
  },
];
