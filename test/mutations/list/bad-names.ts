import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/8-bad-names.test.ts';
const ADMIT = 'shared/plan/admit.ts';
const SEND = 'functions/sync/send.ts';

/** 8: one bad name fails itself. */
export const badNames: readonly Mutation[] = [
  {
    name: 'all-to-blame',
    invariant: 8,
    breaks: 'A refusal blames every name of its batch.',
    edits: [
      {
        file: SEND,
        find: 'batch.length === 1 ? batch : culprits(message, batch)',
        replace: 'batch.length > 0 ? batch : culprits(message, batch)',
      },
    ],
    history: {
      file,
      test: 'Route 53 refuses one name of a batch > and names it: the others are published in that very invocation',
    },
  },
  {
    name: 'rest-left-lying',
    invariant: 8,
    breaks: 'Does not send again the names of a refused batch that are not to blame.',
    edits: [
      {
        file: SEND,
        find: 'return rest.length === 0 ? [] : [rest];',
        replace: 'return rest.length < 99 ? [] : [rest];',
      },
    ],
    history: {
      file,
      test: 'Route 53 refuses one name of a batch > and names it: the others are published in that very invocation',
    },
  },
  {
    name: 'no-halves',
    invariant: 8,
    breaks: 'Blames every name of a batch where the refusal names none.',
    edits: [
      {
        file: SEND,
        find: 'if (named.length === 0 && mayHalve) {',
        replace: 'if (named.length < 0 && mayHalve) {',
      },
    ],
    history: {
      file,
      test: 'Route 53 refuses one name of a batch > and names none: it is found by halves, and the others are published in that very invocation',
    },
  },
  {
    name: 'retries-among-others',
    invariant: 8,
    breaks: 'Sends what was refused before together with other names.',
    edits: [
      {
        file: 'functions/sync/batches.ts',
        find: 'found.decision.isRetry === true',
        replace: 'found.decision.isRetry === null',
      },
    ],
    history: {
      file,
      test: 'Route 53 refuses one name of a batch > it is tried again alone, and holds up nobody',
    },
  },
  {
    name: 'no-quarantine',
    invariant: 8,
    breaks: 'Sends at once again what Route 53 refused.',
    edits: [
      {
        file: 'shared/plan/may-change.ts',
        find: 'if (refusal && isSame(refusal.changes, changes))',
        replace: 'if (refusal && input.now < 0 && isSame(refusal.changes, changes))',
      },
    ],
    history: {
      file,
      test: 'Route 53 refuses one name of a batch > and names it: the others are published in that very invocation',
    },
  },
  {
    name: 'blocked-blocks-all',
    invariant: 8,
    breaks: 'A set that somebody’s record is in the way of holds back the other sets of its name.',
    edits: [
      {
        file: ADMIT,
        find: 'target: admitted.length > 0 ? admitted : standing,',
        replace: 'target: admitted.length < 0 ? admitted : standing,',
      },
    ],
    history: {
      file,
      test: 'somebody else has one name > in one type of a name that we hold: the other type changes',
    },
  },
  {
    name: 'goes-without-replacement',
    invariant: 8,
    breaks: 'Takes a set away though what would replace it is blocked.',
    edits: [
      {
        file: ADMIT,
        find: 'deletes.filter((entry) => isReplacementRefused(entry, creates, refused, going))',
        replace: 'deletes.filter((entry) => false && isReplacementRefused(entry, creates, refused, going))',
      },
      {
        file: ADMIT,
        find: 'target: admitted.length > 0 ? admitted : standing,',
        replace: 'target: admitted,',
      },
    ],
    history: {
      file,
      test: 'somebody else has one name > in the type that a successor needs: what stands stays',
    },
  },
  {
    name: 'bad-spelling-fails-tag',
    invariant: 8,
    breaks: 'Asks for no name of a load balancer that asks for one that is none.',
    edits: [
      {
        file: 'shared/names/wishes.ts',
        find: "    else if ('refused' in wish) refused.set(host, wish.refused);",
        replace: "    else if ('refused' in wish || refused.size > 0) refused.set(host, 'another is');",
      },
    ],
    history: {
      file,
      test: 'one of several is wrong > a name that is none: the others of its tag are published',
    },
  },
  {
    name: 'unknown-fails-round',
    invariant: 8,
    breaks: 'Ends the round for one load balancer of which nobody can say anything.',
    edits: [
      {
        file: 'functions/sync/look.ts',
        find: "if (found === undefined || found.kind === 'unknown') {",
        replace: "if (found === undefined || found.kind === 'unknown') {\n      throw new Error(id);",
      },
    ],
    history: {
      file,
      test: 'one of several is wrong > a load balancer of which nobody can say anything: the others are published, and its hint comes back',
    },
  },
  {
    name: 'survey-fails-round',
    invariant: 8,
    breaks: 'Ends the round for one survey that cannot be read.',
    edits: [
      {
        file: 'functions/sync/look.ts',
        find: "    if ('error' in read) {\n      outstanding.failed.set(id, read.error);\n      continue;\n    }",
        replace: "    if ('error' in read) throw read.error;",
      },
    ],
    history: {
      file,
      test: 'one of several is wrong > a survey that cannot be had: load balancers of no cluster are published',
    },
  },
  {
    name: 'zone-fails-round',
    invariant: 8,
    breaks: 'Ends the round for one zone that cannot be read.',
    edits: [
      {
        file: 'functions/sync/read-names.ts',
        find: 'failure = new Error(failure.message, { cause: error });',
        replace: 'throw error;',
      },
    ],
    history: {
      file,
      test: 'one of several is wrong > a zone that cannot be read: names of others are published',
    },
  },
  {
    name: 'unreadable-fails-batch',
    invariant: 8,
    breaks: 'Ends the invocation for one message that nobody can read.',
    edits: [
      {
        file: 'functions/sync/messages.ts',
        find: '} catch (error) {',
        replace: '} catch (error) {\n      throw error;',
      },
    ],
    history: {
      file,
      test: 'one of several is wrong > a message that nobody can read: the others of its batch are done',
    },
  },
  {
    name: 'denied-denies-zone',
    invariant: 8,
    breaks: 'Sends nothing more to a zone whose role may not write one kind of record.',
    edits: [
      {
        file: SEND,
        find: "answer.kind === 'throttled' || kind === batch.kind;",
        replace: "answer.kind === 'throttled' || kind.length > 0;",
      },
    ],
    history: { file, test: 'names in a role’s way > a role that may write no CNAME holds up no alias' },
  },
];
