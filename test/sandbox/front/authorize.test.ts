import { describe, expect, it } from 'vitest';
import { authorize } from './authorize.ts';
import type { Identity } from './identify.ts';

const ARN = 'arn:aws:sts::000000000000:assumed-role/sync/session';
const allow = { Effect: 'Allow', Action: 'route53:GetChange', Resource: 'arn:aws:route53:::change/*' };
const asked = { action: 'route53:GetChange', resource: 'arn:aws:route53:::change/C1' };
const caller = (...policies: (readonly object[])[]): Identity => ({
  account: '000000000000',
  arn: ARN,
  root: false,
  policies: policies.map((Statement) => ({ Statement })),
});
const refusal = (service: string, identity: Identity, question = asked) => {
  try {
    authorize(service, identity, question);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('who may', () => {
  it.each([
    ['a role that one of its policies allows it', caller([{ ...allow, Resource: 'arn:x' }], [allow])],
    ["an account's own key", { ...caller(), root: true }],
  ])('%s', (_, identity) => expect(refusal('route53', identity)).toBeUndefined());

  it.each([
    ['a role without policies', caller()],
    ['a role whose policies are about something else', caller([{ ...allow, Resource: 'arn:x' }])],
    ['a role that another of its policies denies it', caller([allow], [{ ...allow, Effect: 'Deny' }])],
  ])('not %s', (_, identity) =>
    expect(refusal('route53', identity)).toMatchObject({ name: 'AccessDenied', status: 403 }),
  );
});

describe("a denial in AWS's words", () => {
  it.each([
    ['route53', 'AccessDenied', 403],
    ['elasticloadbalancing', 'AccessDenied', 403],
    ['eks', 'AccessDeniedException', 403],
    ['tagging', 'AccessDeniedException', 400],
    ['events', 'AccessDeniedException', 400],
  ])('%s: %s, HTTP %i', (service, name, status) => {
    expect(refusal(service, caller())).toMatchObject({ name, status });
  });

  const start = `User: ${ARN} is not authorized to perform: route53:GetChange`;
  it.each([
    [
      'without a grant',
      caller(),
      asked,
      `${start} on resource: ${asked.resource} because no identity-based policy allows the route53:GetChange action`,
    ],
    [
      'with a denial',
      caller([allow, { ...allow, Effect: 'Deny' }]),
      asked,
      `${start} on resource: ${asked.resource} with an explicit deny in an identity-based policy`,
    ],
    [
      'of a call without a resource',
      caller(),
      { ...asked, resource: '*' },
      `${start} because no identity-based policy allows the route53:GetChange action`,
    ],
  ])('%s', (_, identity, question, message) => {
    expect(refusal('route53', identity, question)).toMatchObject({ message });
  });
});
