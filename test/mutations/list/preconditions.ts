import type { Mutation } from '../mutation.ts';

const file = 'mutations/histories/3-preconditions.test.ts';
const APPLY = 'shared/route53/apply-changes.ts';

/** 3: every write carries its precondition, is sent once, and a refusal or a lost answer leads to a read. */
export const preconditions: readonly Mutation[] = [
  {
    name: 'upsert-for-create',
    invariant: 3,
    breaks: 'Writes a new set whatever stands there.',
    edits: [{ file: APPLY, find: "Action: 'CREATE' as const", replace: "Action: 'UPSERT' as const" }],
    history: {
      file,
      test: 'between the read and the write somebody else was faster > with a record in a free place: theirs stays',
    },
  },
  {
    name: 'upsert-for-change',
    invariant: 3,
    breaks: 'Changes a set by UPSERT, whatever stands in its place.',
    edits: [
      {
        file: APPLY,
        find: '    ...deletes.map((set)',
        replace: '    ...(creates.length > 0 ? [] : deletes).map((set)',
      },
      {
        file: APPLY,
        find: "Action: 'CREATE' as const",
        replace: "Action: deletes.length > 0 ? ('UPSERT' as const) : ('CREATE' as const)",
      },
    ],
    history: {
      file,
      test: 'between the read and the write somebody else was faster > with a record in the place of ours: a change of ours is refused',
    },
  },
  {
    name: 'change-in-two',
    invariant: 3,
    breaks: 'Sends what is to be deleted and what is to be created in two requests.',
    edits: [
      {
        file: APPLY,
        find: 'Changes: batch.flatMap(toChanges)',
        replace:
          "Changes: (await clientFor(zone).send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.id, ChangeBatch: { Changes: batch.flatMap(toChanges).filter(({ Action }, _, all) => Action === 'DELETE' || all.every((each) => each.Action === 'CREATE')) } })), batch.flatMap(toChanges).filter(({ Action }, _, all) => Action === 'CREATE' && all.some((each) => each.Action === 'DELETE')))",
      },
    ],
    history: {
      file,
      test: 'every change says what it expects > a new set is created, a changed one is its exact values deleted and created, one that goes is deleted',
    },
  },
  {
    name: 'reads-before-change',
    invariant: 3,
    breaks: 'Reads the zone before it changes or withdraws what it knows to stand.',
    edits: [
      {
        file: 'shared/plan/may-change.ts',
        find: '(wasRefused || addsKind(row.standing, wanted))',
        replace: '(wasRefused || addsKind(row.standing, wanted) || wanted.deletes.length > 0)',
      },
    ],
    history: {
      file,
      test: 'every change says what it expects > and what is known to stand is changed and withdrawn without a read of the zone',
    },
  },
  {
    name: 'lost-is-done',
    invariant: 3,
    breaks: 'Takes a lost answer for success.',
    edits: [
      {
        file: APPLY,
        find: "return { kind: 'unknown', error };",
        replace: "return { kind: 'applied', changeId: '' };",
      },
      {
        file: 'functions/sync/send.ts',
        find: "          case 'applied':\n",
        replace: "          case 'unknown' as 'applied':\n          case 'applied':\n",
      },
    ],
    history: {
      file,
      test: 'an answer that is lost > of a change that did not take effect: the name is read, and it is sent again',
    },
  },
  {
    name: 'sent-again-blindly',
    invariant: 3,
    breaks: 'Sends a request again whose answer got lost.',
    edits: [
      {
        file: 'functions/sync/send-patiently.ts',
        find: "if (answer.kind !== 'throttled' ||",
        replace: "if ((answer.kind !== 'throttled' && answer.kind !== 'unknown') ||",
      },
    ],
    history: {
      file,
      test: 'an answer that is lost > of a change that did: it is read and known, and not sent again',
    },
  },
  {
    name: 'sdk-retries',
    invariant: 3,
    breaks: 'Lets the SDK send a request to Route 53 again.',
    edits: [
      {
        file: 'functions/route53-clients.ts',
        find: 'maxAttempts: 1',
        replace: 'maxAttempts: 3',
      },
    ],
    history: {
      file: 'functions/sync/dependencies.test.ts',
      test: 'a change that Route 53 answers as unknown is sent once: no client sends it again',
    },
  },
  {
    name: 'trustrefusal',
    invariant: 3,
    breaks: 'Concludes from a refusal that nothing of it stands, without a read.',
    edits: [
      {
        file: 'shared/plan/decide-name.ts',
        find: 'if (listing === undefined && (input.mustRead || input.row.doubt)) return readFirst(input);',
        replace:
          'if (listing === undefined && input.refusal === undefined && (input.mustRead || input.row.doubt)) return readFirst(input);',
      },
      {
        file: 'shared/plan/may-change.ts',
        find: '  if (input.listing === undefined) {',
        replace: '  if (input.listing === undefined && input.refusal === undefined) {',
      },
      {
        file: 'shared/plan/settle-listing.ts',
        find: 'return { row, foreign: { sets: [], otherTypes: [] } };',
        replace: 'return { row: { ...row, doubt: false }, foreign: { sets: [], otherTypes: [] } };',
      },
    ],
    history: {
      file,
      test: 'a refusal > of what took effect unseen before: the name is read, and nothing is concluded',
    },
  },
];
