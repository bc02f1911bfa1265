import { describe, expect, it } from 'vitest';
import { allowed } from '../../iam/allowed.ts';
import { statementsIn } from '../../iam/statement.ts';
import { trusts } from '../../iam/trusts.ts';
import { policyDocuments } from './terraform.ts';
import { rolePolicies } from './zone-role.ts';

it('reads statements as IAM takes them', () => {
  const documents = policyDocuments(`
    # What the role may do.
    data "aws_iam_policy_document" "zone" {
      statement {
        sid     = "Write"
        effect  = "Deny"
        actions = ["route53:ChangeResourceRecordSets"]
        resources = [
          "arn:aws:route53:::hostedzone/Z1",
          "arn:aws:route53:::hostedzone/Z2",
        ]
        condition {
          test     = "Null"
          variable = "a:Key"
          values   = ["false"]
        }
        condition {
          test     = "Null"
          variable = "b:Key"
          values   = ["false"]
        }
      }
    }

    resource "aws_iam_role" "signpost" {
      name               = "signpost-zone"
      assume_role_policy = data.aws_iam_policy_document.zone.json
    }`);
  expect(documents).toEqual({
    zone: {
      Statement: [
        {
          Sid: 'Write',
          Effect: 'Deny',
          Action: 'route53:ChangeResourceRecordSets',
          Resource: ['arn:aws:route53:::hostedzone/Z1', 'arn:aws:route53:::hostedzone/Z2'],
          Condition: { Null: { 'a:Key': ['false'], 'b:Key': ['false'] } },
        },
      ],
    },
  });
});

it.each([
  ['an attribute', 'statement {\n not_actions = ["a"]\n }', /got not_actions/],
  ['a block', 'statement {\n not_principals {\n }\n }', /got not_principals/],
  ['a line', 'statement {\n actions = [for a in b : a]\n }\n for_each', /got for_each/],
])('refuses %s that it does not know', (_, inside, message) => {
  const text = `data "aws_iam_policy_document" "x" {\n${inside}\n}`;
  expect(() => policyDocuments(text)).toThrow(message);
});

describe('the role of docs/permissions.md', () => {
  const sync = 'arn:aws:iam::000000000000:role/signpost-us-east-1-sync';
  const policies = rolePolicies(
    {
      account: '111111111111',
      id: 'ZTHERE',
      roleArn: 'arn:aws:iam::111111111111:role/zone',
      externalId: 'agreed',
    },
    sync,
  );
  const context = { 'sts:ExternalId': ['agreed'] };

  it.each([
    ['sync with the external id', { principal: { AWS: sync }, context }, true],
    ['sync without it', { principal: { AWS: sync } }, false],
    ['another role with it', { principal: { AWS: `${sync}2` }, context }, false],
  ])('trusts %s: %s', async (_, question, expected) => {
    expect(trusts((await policies).trust, question)).toBe(expected);
  });

  it.each([
    ['ZTHERE', true],
    ['ZELSEWHERE', false],
  ])('may list %s: %s', async (id, expected) => {
    const question = {
      action: 'route53:ListResourceRecordSets',
      resource: `arn:aws:route53:::hostedzone/${id}`,
    };
    expect(allowed(statementsIn((await policies).zone), question)).toBe(expected);
  });
});
