import { describe, expect, it } from 'vitest';
import { allowed, type Context } from './allowed.ts';
import { statementsIn } from './statement.ts';
import { type TrustQuestion, trusts } from './trusts.ts';

const allow = { Effect: 'Allow', Action: 'a:Do', Resource: '*' };
const asked = (
  Statement: object | object[],
  context?: Context,
  action = 'a:Do',
  resource = 'arn:aws:a:::one',
) => allowed(statementsIn({ Statement }), { action, resource, ...(context && { context }) });

describe('a condition', () => {
  it.each<[operator: string, wanted: string | string[], values: string[] | undefined, holds: boolean]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', 'a', ['A'], false],
    ['StringEquals', 'a*', ['ab'], false],
    ['StringEquals', 'a', undefined, false],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a', 'b'], ['c'], true],
    ['StringNotEquals', 'a', undefined, true],
    ['StringLike', ['x', 'a*d?'], ['abcde'], true],
    ['StringLike', 'a?', ['a'], false],
    ['StringLike', '*.example.com', [String.raw`\052.example.com`], true],
    ['StringLike', String.raw`\052.example.com`, [String.raw`\052.example.com`], true],
    ['StringLike', 'a.b', ['acb'], false],
    ['StringLike', '*', undefined, false],
    ['StringNotLike', 'a*', ['abc'], false],
    ['StringNotLike', ['a*', 'b*'], ['c'], true],
    ['StringNotLike', 'a*', undefined, true],
    ['Bool', 'false', ['False'], true],
    ['Bool', 'false', ['true'], false],
    ['Bool', 'false', undefined, false],
    ['ArnEquals', 'arn:aws:a:*:1:x/*', ['arn:aws:a:eu:1:x/y:z'], true],
    ['ArnLike', 'arn:aws:a:*:2:x', ['arn:aws:a:eu:1:2:x'], false],
    ['ArnLike', 'arn:aws:a:::x', undefined, false],
    ['ArnNotEquals', 'arn:aws:a:::x', ['arn:aws:a:::y'], true],
    ['ArnNotLike', 'arn:aws:a:::*', ['arn:aws:a:::y'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', 'a', undefined, true],
    ['ForAllValues:StringEquals', 'a', [], true],
    ['ForAllValues:StringLike', ['*.a', '*.b'], ['x.a', 'y.b'], true],
    ['ForAllValues:StringLike', '*.a', ['x.a', 'y.b'], false],
    ['ForAllValues:StringNotLike', '*.a', ['y.b', 'z.b'], true],
    ['ForAllValues:StringNotLike', '*.a', ['y.b', 'x.a'], false],
    ['ForAllValues:StringNotLike', ['*.a', '*.b'], ['x.b'], false],
    ['ForAllValues:StringNotLike', '*.a', undefined, true],
    ['ForAllValues:StringNotEquals', 'a', ['b', 'a'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'a'], true],
    ['ForAnyValue:StringEquals', 'a', ['c'], false],
    ['ForAnyValue:StringEquals', 'a', undefined, false],
    ['ForAnyValue:StringLike', 'a*', ['c', 'ab'], true],
    ['ForAnyValue:StringNotLike', 'a*', ['ab', 'c'], true],
    ['ForAnyValue:StringNotEquals', 'a', undefined, false],
    ['Null', 'false', ['a'], true],
    ['Null', 'false', undefined, false],
    ['Null', 'false', [], false],
    ['Null', 'true', undefined, true],
  ])('%s %j of %j: %s', (operator, wanted, values, holds) => {
    const context = values === undefined ? {} : { 'a:Key': values };
    expect(asked({ ...allow, Condition: { [operator]: { 'a:key': wanted } } }, context)).toBe(holds);
  });

  it('must hold with all its keys and operators', () => {
    const Condition = { StringEquals: { 'a:x': '1', 'a:y': '2' }, StringLike: { 'a:x': '?' } };
    expect(asked({ ...allow, Condition }, { 'a:x': ['1'], 'a:y': ['2'] })).toBe(true);
    expect(asked({ ...allow, Condition }, { 'a:x': ['1'], 'a:y': ['3'] })).toBe(false);
    expect(asked({ ...allow, Condition: { ...Condition, Null: { 'a:z': 'false' } } }, { 'a:x': ['1'] })).toBe(
      false,
    );
  });

  it.each([
    ['NumericLessThan', '1', ['1']],
    ['StringEqualsIfExists', 'a', ['a']],
    ['ForSomeValues:StringLike', 'a', ['a']],
    ['ForAllValues:Null', 'true', ['a']],
    ['StringLike', ['a', 'b'], ['a', 'b']],
    ['StringEquals', 'arn:$'.concat('{aws:PrincipalAccount}'), ['1']],
  ])('%s %j of %j is refused rather than guessed', (operator, wanted, values) => {
    expect(() =>
      asked({ ...allow, Condition: { [operator]: { 'a:key': wanted } } }, { 'a:key': values }),
    ).toThrow(/a/);
  });
});

describe('statements', () => {
  it.each<[what: string, statement: object | object[], allowed: boolean]>([
    ['nothing', [], false],
    ['one that allows', allow, true],
    ['one of several', [{ ...allow, Action: 'a:Other' }, allow], true],
    ['a denial beside it', [allow, { ...allow, Effect: 'Deny' }], false],
    ['a denial of something else', [allow, { ...allow, Effect: 'Deny', Action: 'a:Other' }], true],
    ['actions in any case', { ...allow, Action: ['A:do'] }, true],
    ['a wildcard in the action', { ...allow, Action: 'a:D*' }, true],
    ['all actions of another service', { ...allow, Action: 'b:*' }, false],
    ['the resource', { ...allow, Resource: ['arn:aws:a:::two', 'arn:aws:a:::one'] }, true],
    ['wildcards in the resource', { ...allow, Resource: 'arn:aws:a:::o?*' }, true],
    ['a longer resource', { ...allow, Resource: 'arn:aws:a:::one/*' }, false],
    ['a resource in another case', { ...allow, Resource: 'arn:aws:a:::One' }, false],
  ])('%s', (_, statement, expected) => expect(asked(statement)).toBe(expected));

  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 'a:Do', Resource: '*' }, /has NotAction; test\/iam knows/],
    ['an effect', { ...allow, Effect: 'allow' }, /Effect: got allow, wants Allow or Deny/],
  ])('refuse %s that they do not know', (_, statement, message) => {
    expect(() => asked(statement)).toThrow(message);
  });
});

describe('trust', () => {
  const ROLE = 'arn:aws:iam::111122223333:role/signpost';
  const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const external = { StringEquals: { 'sts:ExternalId': 'secret' } };
  const secret: Context = { 'sts:ExternalId': ['secret'] };
  const byRole: TrustQuestion = { principal: { AWS: ROLE } };
  const byScheduler: TrustQuestion = { principal: { Service: 'scheduler.amazonaws.com' } };

  it.each<[what: string, statement: object, question: TrustQuestion, trusted: boolean]>([
    ['the role', { ...assume, Principal: { AWS: ROLE } }, byRole, true],
    ['another role', { ...assume, Principal: { AWS: `${ROLE}-2` } }, byRole, false],
    [
      'the account as a root',
      { ...assume, Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      byRole,
      true,
    ],
    ['the account as a number', { ...assume, Principal: { AWS: '111122223333' } }, byRole, true],
    ['another account', { ...assume, Principal: { AWS: 'arn:aws:iam::999988887777:root' } }, byRole, false],
    ['everybody', { ...assume, Principal: '*' }, byRole, true],
    ['everybody of AWS', { ...assume, Principal: { AWS: '*' } }, byRole, true],
    [
      'a pattern of roles',
      { ...assume, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
      byRole,
      false,
    ],
    [
      'a service',
      { ...assume, Principal: { Service: ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] } },
      byScheduler,
      true,
    ],
    ['another service', { ...assume, Principal: { Service: 'lambda.amazonaws.com' } }, byScheduler, false],
    [
      'a role where a service is trusted',
      { ...assume, Principal: { Service: 'lambda.amazonaws.com' } },
      byRole,
      false,
    ],
    ['a service where a role is trusted', { ...assume, Principal: { AWS: ROLE } }, byScheduler, false],
    [
      'the external id',
      { ...assume, Principal: { AWS: ROLE }, Condition: external },
      { ...byRole, context: secret },
      true,
    ],
    ['no external id', { ...assume, Principal: { AWS: ROLE }, Condition: external }, byRole, false],
    [
      'another external id',
      { ...assume, Principal: { AWS: ROLE }, Condition: external },
      { ...byRole, context: { 'sts:ExternalId': ['guess'] } },
      false,
    ],
    ['another action', { ...assume, Action: 'sts:TagSession', Principal: { AWS: ROLE } }, byRole, false],
  ])('%s', (_, statement, question, trusted) => {
    expect(trusts({ Statement: [statement] }, question)).toBe(trusted);
  });

  it('of a resource asks for the resource, too', () => {
    const queue = {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: 'arn:aws:sqs:eu-west-1:1:q',
      Principal: { Service: 'events.amazonaws.com' },
    };
    const question = { principal: { Service: 'events.amazonaws.com' }, action: 'sqs:SendMessage' };
    expect(trusts({ Statement: queue }, { ...question, resource: 'arn:aws:sqs:eu-west-1:1:q' })).toBe(true);
    expect(trusts({ Statement: queue }, { ...question, resource: 'arn:aws:sqs:eu-west-1:1:other' })).toBe(
      false,
    );
  });

  it('of a policy without principals is refused rather than guessed', () => {
    expect(() => trusts({ Statement: assume }, byRole)).toThrow(/names no principal/);
  });
});
