import { parse } from 'yaml';

type Tags = Readonly<Record<string, string>>;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly tags?: unknown; readonly loadBalancerClass?: string };
}

const OF_SERVICE = 'service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags';
const OF_INGRESS = 'alb.ingress.kubernetes.io/tags';
/** Services of a class are not the in-tree controller's. */
const CLASSES = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];

/** The tags that the controller of a manifest puts on its load balancer, those of its own aside. */
export function tagsOfManifest(yaml: string): Tags {
  const { kind, metadata, spec = {} } = parse(yaml) as Manifest;
  const { annotations = {} } = metadata;
  switch (kind) {
    case 'Service':
      return CLASSES.includes(spec.loadBalancerClass ?? '')
        ? splitByController(text(annotations[OF_SERVICE]))
        : splitInTree(text(annotations[OF_SERVICE]));
    case 'Ingress':
      return splitByController(text(annotations[OF_INGRESS]));
    case 'IngressClassParams':
      return Object.fromEntries(
        (spec.tags as { key: string; value: string }[]).map(({ key, value }) => [text(key), text(value)]),
      );
    case 'LoadBalancerConfiguration':
      return Object.fromEntries(Object.entries(spec.tags as Tags).map(([key, value]) => [key, text(value)]));
    default:
      throw new Error(`A manifest is of kind ${kind}, which makes no load balancer`);
  }
}

/**
 * AWS Load Balancer Controller, `pkg/annotations/parser.go` (stringMap), as it is since its pull request 4375: what is
 * behind a backslash stands for itself; a comma at the end belongs to the value; no part may be empty.
 */
export function splitByController(annotation: string): Tags {
  const parts: string[] = [];
  let part = '';
  let rest = annotation;
  while (rest !== '') {
    const [, escaped, plain = ''] = /^(?:\\(.)|(.))/s.exec(rest) ?? [];
    rest = rest.slice(escaped === undefined ? 1 : 2);
    if (escaped !== undefined || plain !== ',' || rest.trim() === '') part += escaped ?? plain;
    else {
      parts.push(part);
      part = rest.includes('=') ? '' : rest;
      if (part !== '') rest = '';
    }
  }
  if (part !== '') parts.push(part);
  const tags = parts.map((each) => keyAndValue(each.trim(), annotation));
  return Object.fromEntries(tags.map(([key, value]) => [filled(key.trim(), annotation), value.trim()]));
}

/** The same before: every comma ends a part, empty parts do not count, spaces around `=` do. */
export function splitByOlderController(annotation: string): Tags {
  const parts = annotation.split(',').map((part) => part.trim());
  return Object.fromEntries(parts.filter(Boolean).map((part) => keyAndValue(part, annotation)));
}

function keyAndValue(part: string, annotation: string): [string, string] {
  const at = part.indexOf('=');
  return [filled(part.slice(0, Math.max(at, 0)), annotation), part.slice(at + 1)];
}

function filled(key: string, annotation: string): string {
  if (key === '') throw new Error(`failed to parse stringMap annotation: ${annotation}`);
  return key;
}

/** cloud-provider-aws, `pkg/providers/v1/aws_loadbalancer.go` (getKeyValuePropertiesFromAnnotation). */
export function splitInTree(annotation: string): Tags {
  return Object.fromEntries(
    annotation
      .trim()
      .split(',')
      .map((part) => part.trim().split('='))
      .flatMap(([key = '', value = '']) => (key === '' ? [] : [[key, value]])),
  );
}

/** Kubernetes refuses a number or a boolean where a text belongs. */
function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text: put it in quotes`);
  return value;
}
