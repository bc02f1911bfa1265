import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractTags } from '../../shared/names/contract-tags.ts';
import { readAdmissionFile } from '../k8s/admission-file.ts';
import { admit, type KubernetesObject } from '../k8s/admit.ts';
import { evaluate } from '../k8s/cel.ts';
import { blocksOf, exampleOf } from './examples.ts';
import { tagsOfManifest } from './tags-of-manifest.ts';

const file = readAdmissionFile();
const blocks = blocksOf(readFileSync('docs/admission-policy.md', 'utf8'));
/** Each manifest with the answer that is told below it. */
const told = blocks.flatMap((block, at) => {
  const answer = blocks[at + 1];
  return block.language === 'yaml' && answer?.language === 'text'
    ? [{ line: block.line, block, answer }]
    : [];
});

it.each(told)('docs/admission-policy.md, line $line: the answer is the one told', ({ block, answer }) => {
  const [section] = exampleOf(answer).sections;
  const object = parse(block.text) as KubernetesObject;
  const [, policy] = /^refused by (.*)$/.exec(section?.head ?? '') ?? [];
  expect(policy !== undefined || section?.head === 'taken').toBe(true);
  expect(admit(file, { object })).toEqual(section?.lines.map((line) => `${policy}: ${line}`));
});

it('tells of six manifests, both answers and every policy', () => {
  expect(told).toHaveLength(6);
  for (const { metadata } of file.policies)
    expect(told.some(({ answer }) => answer.text.includes(metadata.name))).toBe(true);
});

it('gives names to the Ingress whose keys end in its name', () => {
  const [web] = told.filter(({ block }) => block.text.includes('weight.shop/web'));
  const { hostnames, settings, ignored } = contractTags(tagsOfManifest(web?.block.text ?? ''), 'signpost');
  expect(hostnames.map(({ label, text }) => [label, text])).toEqual([['shop/web', 'shop.example.com']]);
  expect([...settings.keys()]).toEqual(['shop/web']);
  expect(ignored).toEqual([]);
});

it('fills in tags of groups as the policy reads them', () => {
  const [filled] = blocks.filter(({ text }) => text.startsWith('- name: groups'));
  const [{ expression }] = parse(filled?.text ?? '') as [{ expression: string }];
  const bindings = { object: null, oldObject: null, variables: {} };
  expect(evaluate(`(${expression})['public']`, bindings)).toBe(
    'team=shop,signpost/evaluate-target-health=false',
  );
});

it('names commands for the file that is there', () => {
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const paths = commands.flatMap((text) => text.match(/\S+\.yaml/g) ?? []);
  expect(new Set(paths)).toEqual(new Set(['k8s/admission-policy.yaml', 'manifest.yaml']));
  const text = readFileSync('k8s/admission-policy.yaml', 'utf8');
  expect(text.match(/^ {2}validationActions: \[Deny\]$/gm)).toHaveLength(file.bindings.length);
});
