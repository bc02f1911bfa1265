import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { ANNOTATIONS, FIELDS, INGRESS_GROUPS } from './admission-cases.ts';
import { type Filled, fillIn, readAdmissionFile } from './admission-file.ts';
import type { Asked, KubernetesObject } from './admit.ts';
import { CRDS } from './crds.ts';
import { classParams, configuration, GROUP, INGRESS_TAGS, ingress, service } from './objects.ts';

/**
 * `node test/k8s/against-api-server.ts CONTEXT`: asks a real API server all cases of the table. Makes the namespace `shop`,
 * the kinds of the controllers and the policies there, so: a cluster that nobody needs. No test runs this.
 */
const [context] = process.argv.slice(2);
if (context === undefined) throw new Error('Name the kubectl context of a throwaway cluster as the argument');

const HOLD = 'example.com/hold';
const BAD = [service('a=*'), configuration({ a: '*' }), classParams([{ key: 'a', value: '*' }])];
const BINDINGS = ['signpost-tag-annotations', 'signpost-tag-fields', 'signpost-ingress-groups'];
let probes = 0;
let filled: Filled = {};

function kubectl(args: readonly string[], input?: unknown): string | undefined {
  const { status, stderr } = spawnSync('kubectl', ['--context', `${context}`, ...args], {
    encoding: 'utf8',
    ...(input !== undefined && { input: JSON.stringify(input) }),
  });
  return status === 0 ? undefined : stderr;
}

function must(args: readonly string[], input?: unknown): void {
  const error = kubectl(args, input);
  if (error !== undefined) throw new Error(`kubectl ${args.join(' ')}: ${error}`);
}

const isRefused = (object: KubernetesObject) =>
  kubectl(['create', '--dry-run=server', '-f', '-'], object)?.includes('ValidatingAdmissionPolicy') === true;

/** An API server learns of policies a moment after they were written. */
function until(isSo: () => boolean): void {
  const end = Date.now() + 30_000;
  while (!isSo()) if (Date.now() > end) throw new Error('The API server has not learnt it within 30 seconds');
}

const inGroup = (group: string, tag: string) => ingress({ [GROUP]: group, [INGRESS_TAGS]: tag });

/** Puts the policies there as they are filled in, and waits until they are in force. */
function bind(): void {
  probes += 1;
  const group = `probe-${probes}`;
  const file = fillIn(readAdmissionFile(), { ...filled, groups: { ...filled.groups, [group]: 'probe=1' } });
  must(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'List', items: [...file.policies, ...file.bindings] });
  const inForce = [...BAD, inGroup(group, 'probe=2')];
  until(() => !isRefused(inGroup(group, 'probe=1')) && inForce.every(isRefused));
}

function unbind(): void {
  must(['delete', '--ignore-not-found', 'validatingadmissionpolicybinding', ...BINDINGS]);
  until(() => ![...BAD, inGroup('probe', 'probe=1')].some(isRefused));
}

/** What the API server says to it, undefined if it takes it. */
function answerTo({ object, old }: Asked): string | undefined {
  if (old === undefined) return kubectl(['create', '--dry-run=server', '-f', '-'], object);
  const { deletionTimestamp, ...metadata } = object.metadata;
  const isLeaving = deletionTimestamp !== undefined;
  const held = (each: KubernetesObject) =>
    isLeaving ? { ...each, metadata: { ...each.metadata, finalizers: [HOLD] } } : each;
  const kind = [old.kind, ...old.apiVersion.split('/').reverse()].join('.').replace(/\.v1$/, '');
  const { namespace, name } = old.metadata;
  const ref = [kind, name, ...(namespace === undefined ? [] : ['-n', namespace])];
  unbind();
  must(['create', '-f', '-'], held(old));
  if (isLeaving) must(['delete', '--wait=false', ...ref]);
  bind();
  const answer = kubectl(['replace', '--dry-run=server', '-f', '-'], held({ ...object, metadata }));
  // The finalizer goes with the policies in force, as a controller takes it.
  if (isLeaving) must(['patch', ...ref, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
  else must(['delete', ...ref]);
  return answer;
}

must(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
must(['apply', '-f', '-'], CRDS);
must(['wait', '--for=condition=Established', 'crd', '--all']);
bind();

let wrong = 0;
const cases = [...ANNOTATIONS, ...FIELDS, ...INGRESS_GROUPS];
for (const [name, asked, refused] of cases) {
  const { groups = {}, classes = {} } = asked;
  if (!isDeepStrictEqual({ groups, classes }, { groups: {}, classes: {}, ...filled })) {
    filled = { groups, classes };
    bind();
  }
  const answer = answerTo(asked);
  const isRight = refused.length === 0 ? answer === undefined : answer?.includes(refused[0] ?? '') === true;
  if (!isRight) {
    wrong += 1;
    console.log(`${name}: expected ${refused[0] ?? 'that it is taken'}, got ${answer ?? 'that it is taken'}`);
  }
}
console.log(`${cases.length} asked, ${wrong} answered otherwise`);
process.exitCode = wrong === 0 ? 0 : 1;
