import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
}

interface RbacDocument {
  readonly kind?: string;
  readonly metadata: { readonly name: string };
  readonly rules?: readonly Rule[];
  readonly roleRef?: { readonly name: string };
  readonly subjects?: readonly { readonly kind?: string }[];
}

/** May the project's reader do this? */
export type Allows = (verb: string, group: string, resource: string) => boolean;

/**
 * RBAC as the project's own manifest grants it: only the rules of ClusterRoles that a ClusterRoleBinding of the same
 * file gives to a group, because the access entry knows the reader by its group.
 */
export async function readRules(manifest: URL): Promise<Allows> {
  const text = await readFile(manifest, 'utf8');
  const documents = parseAllDocuments(text).map((document) => document.toJS() as RbacDocument);
  const bound = documents
    .filter(({ kind }) => kind === 'ClusterRoleBinding')
    .filter(({ subjects }) => subjects?.some((subject) => subject.kind === 'Group'))
    .map(({ roleRef }) => roleRef?.name);
  const rules = documents
    .filter(({ kind, metadata }) => kind === 'ClusterRole' && bound.includes(metadata.name))
    .flatMap((role) => role.rules ?? []);
  return (verb, group, resource) =>
    rules.some(
      (rule) => has(rule.verbs, verb) && has(rule.apiGroups, group) && has(rule.resources, resource),
    );
}

function has(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value));
}
