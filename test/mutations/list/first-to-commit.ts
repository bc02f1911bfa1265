import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/5-first-to-commit.test.ts';
const LINKS = 'functions/sync/write-links.ts';
const WRITE = 'shared/ledger/write-rows.ts';

/** 5: first to commit wins, the other looks again. */
export const firstToCommit: readonly Mutation[] = [
  {
    name: 'nover',
    invariant: 5,
    breaks: 'Writes the row of a load balancer whatever version it has by then.',
    edits: [
      {
        file: WRITE,
        find: "...(write.ifVersion === ''\n",
        replace: "...(write.kind === 'load-balancer' ? {} : write.ifVersion === ''\n",
      },
    ],
    history: {
      file,
      test: 'two looks at one load balancer > a later one commits first: the earlier one publishes nothing',
    },
  },
  {
    name: 'norev',
    invariant: 5,
    breaks: 'Writes the row of a name whatever version it has by then.',
    edits: [
      {
        file: WRITE,
        find: "...(write.ifVersion === ''\n",
        replace: "...(write.kind === 'name' ? {} : write.ifVersion === ''\n",
      },
    ],
    history: {
      file,
      test: 'two runs at one name > both decide that it is theirs: one of them commits, the other waits',
    },
  },
  {
    name: 'verlate',
    invariant: 5,
    breaks: 'Reads the version of a load balancer after the look at it.',
    edits: [
      {
        file: 'functions/sync/look.ts',
        find: '  const rows = await ports.readLoadBalancerRows(ids);\n  const began = run.now();\n  const looks = await ports.listLoadBalancers(ids);\n',
        replace:
          '  const began = run.now();\n  const looks = await ports.listLoadBalancers(ids);\n  const rows = await ports.readLoadBalancerRows(ids);\n',
      },
    ],
    history: {
      file,
      test: 'two looks at one load balancer > the version is the one before the look, not the one after it',
    },
  },
  {
    name: 'nobump',
    invariant: 5,
    breaks: 'Commits nothing for a look that changes no name.',
    edits: [{ file: LINKS, find: 'at === 0 || at < writes.length', replace: 'at < writes.length' }],
    history: {
      file,
      test: 'two looks at one load balancer > the same, where the later one found nothing to write',
    },
  },
  {
    name: 'lost-is-written',
    invariant: 5,
    breaks: 'Takes a write that lost to another for its own.',
    edits: [
      {
        file: WRITE,
        find: "lost.some(({ item, write }) => isOwn(item, write)) ? 'written' : 'lost'",
        replace: "lost.some(({ item, write }) => isOwn(item, write)) ? 'written' : 'written'",
      },
    ],
    history: {
      file,
      test: 'two looks at one load balancer > a later one commits first: the earlier one publishes nothing',
    },
  },
  {
    name: 'noforce',
    invariant: 5,
    breaks: 'Does not read the name again when it loses the row that it was to settle.',
    edits: [
      {
        file: 'functions/sync/settle.ts',
        find: 'if (await isSettled(key, found, announced.rev, ports, run, outstanding)) done.set(key, found);',
        replace:
          'if ((await isSettled(key, found, announced.rev, ports, run, outstanding)) || true) done.set(key, found);',
      },
    ],
    history: {
      file,
      test: 'two runs at one name > another wrote the row while the change was under way: the name is read and ends right',
    },
  },
  {
    name: 'fullpart',
    invariant: 5,
    breaks: 'The first of several load balancers writes the claims of the others, too.',
    edits: [
      {
        file: LINKS,
        find: '[...looks].sort().filter((other) => other <= id),',
        replace: '[...looks].sort(),',
      },
    ],
    history: {
      file,
      test: 'two load balancers in one run > the run dies between their links: of the second, nothing is written with the first',
    },
  },
  {
    name: 'partnodoubt',
    invariant: 5,
    breaks: 'The first of several load balancers writes its claims without a doubt.',
    edits: [
      {
        file: LINKS,
        find: '{ ...partial, schema: SCHEMA, doubt: true, rev }',
        replace: '{ ...partial, schema: SCHEMA, rev }',
      },
    ],
    history: {
      file,
      test: 'two load balancers in one run > the run dies between their links: the retry finds a doubt, and finishes',
    },
  },
  {
    name: 'goes-on-after-loss',
    invariant: 5,
    breaks: 'Writes what was decided together with a look that lost.',
    edits: [{ file: 'functions/sync/commit.ts', find: '            spoiled.add(key);\n', replace: '' }],
    history: {
      file,
      test: 'two load balancers in one run > the look at the first loses: what the second decided by it is not written',
    },
  },
  {
    name: 'expired-is-gone',
    invariant: 5,
    breaks: 'Takes a row for gone that expires and is still there.',
    edits: [
      {
        file: 'shared/ledger/read-rows.ts',
        find: 'read(client, table, wait, keys, namePk, parseNameRow);',
        replace:
          'new Map([...(await read(client, table, wait, keys, namePk, parseNameRow))].filter(([, row]) => row.expires === undefined));',
      },
    ],
    history: {
      file,
      test: 'a row that is about to expire > still counts: a name that is asked for again within the hour is published',
    },
  },
  {
    name: 'lost-answer-of-ledger',
    invariant: 5,
    breaks: 'Takes a write of the ledger for done whose answer got lost.',
    edits: [
      {
        file: LINKS,
        find: '    lost.push(asError(error));\n    return false;',
        replace: '    lost.push(asError(error));\n    return true;',
      },
    ],
    history: {
      file,
      test: 'an answer of the ledger that is lost > of a commit, before it took effect: the name is announced before it is sent, and published once',
    },
  },
];
