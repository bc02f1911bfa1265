import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string } & Readonly<
    Record<string, unknown>
  >;
  readonly [field: string]: unknown;
}

export interface Manifests {
  readonly objects: readonly Manifest[];
  /** Changes whenever a file does: plays the collection's resourceVersion. */
  readonly version: string;
}

/**
 * Reads every document of `<folder>/*.yaml`, `kind: List` unfolded; parses them again only once a file has changed. A folder
 * that is not there is a cluster without objects. Throws on YAML that does not parse and on documents that are no Kubernetes
 * objects: the API then answers 500.
 */
export function manifestReader(folder: string): () => Promise<Manifests> {
  let last: Manifests | undefined;
  return async () => {
    const files = await Promise.all(
      (await yamlFiles(folder)).map(async (name) => ({
        name,
        text: await readFile(join(folder, name), 'utf8'),
      })),
    );
    const hash = createHash('sha256');
    for (const { text } of files) hash.update(text);
    const version = String(hash.digest().readUIntBE(0, 6));
    if (last?.version !== version) last = { objects: files.flatMap(objectsIn), version };
    return last;
  };
}

function objectsIn({ name, text }: { readonly name: string; readonly text: string }): readonly Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0] !== undefined) throw new Error(`${name}: ${document.errors[0].message}`);
    const value: unknown = document.toJS();
    return value === null ? [] : unfold(value, name);
  });
}

async function yamlFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function unfold(value: unknown, file: string): Manifest[] {
  const object = value as Partial<Manifest> & { items?: unknown[] };
  if (object.kind === 'List') return (object.items ?? []).flatMap((item) => unfold(item, file));
  if (!object.apiVersion || !object.kind || !object.metadata?.name) {
    throw new Error(
      `${file}: a document without apiVersion, kind or metadata.name: ${JSON.stringify(value)}`,
    );
  }
  return [object as Manifest];
}
