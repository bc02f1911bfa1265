import { splitByController } from '../../docs/tags-of-manifest.ts';
import type { Manifest } from '../../sandbox/cluster-api/manifests.ts';
import {
  AUTO_MODE,
  annotationsOf,
  type Dialect,
  generatedName,
  LOAD_BALANCER_CONTROLLER,
  nameOf,
  specOf,
  type Tags,
  trackingTags,
  type Wanted,
} from './wanted.ts';

const PREFIX = 'alb.ingress.kubernetes.io';
const CONTROLLERS: Readonly<Record<string, Dialect>> = {
  'ingress.k8s.aws/alb': LOAD_BALANCER_CONTROLLER,
  'eks.amazonaws.com/alb': AUTO_MODE,
};

interface Class {
  readonly controller: string;
  readonly parameters?: { readonly name: string };
}

interface Parameters {
  readonly scheme?: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** The ALBs of all Ingresses, one for each group, with the NLB in front of it where one is asked for. */
export function ofIngresses(objects: readonly Manifest[], cluster: string): readonly Wanted[] {
  const ours = objects.filter(({ kind }) => kind === 'Ingress').flatMap((each) => classed(each, objects));
  const groups = Map.groupBy(ours, ({ group, ingress }) => group ?? nameOf(ingress));
  return [...groups].flatMap(([stack, members]) => ofGroup(stack, members, cluster));
}

interface Member {
  readonly ingress: Manifest;
  readonly annotations: Tags;
  readonly dialect: Dialect;
  readonly parameters: Parameters;
  readonly group: string | undefined;
}

function classed(ingress: Manifest, objects: readonly Manifest[]): readonly Member[] {
  const { ingressClassName = 'alb' } = specOf<{ ingressClassName: string }>(ingress);
  const named = (kind: string, name: string | undefined) =>
    objects.find((each) => each.kind === kind && each.metadata.name === name);
  const found = named('IngressClass', ingressClassName);
  // The chart of the AWS Load Balancer Controller brings the class `alb`.
  if (found === undefined && ingressClassName !== 'alb') return [];
  const spec = found ? specOf<Class>(found) : { controller: 'ingress.k8s.aws/alb' };
  const dialect = CONTROLLERS[spec.controller ?? ''];
  if (dialect === undefined) return [];
  const parameters = named('IngressClassParams', spec.parameters?.name);
  const annotations = annotationsOf(ingress);
  return [
    {
      ingress,
      annotations,
      dialect,
      parameters: parameters ? specOf<Parameters>(parameters) : {},
      group: annotations[`${PREFIX}/group.name`],
    },
  ];
}

function ofGroup(stack: string, members: readonly Member[], cluster: string): readonly Wanted[] {
  const [{ dialect, parameters }] = members as readonly [Member];
  const the = (what: string) =>
    members.map(({ annotations }) => annotations[`${PREFIX}/${what}`]).find((each) => each !== undefined);
  const tracking = (resource: string) =>
    trackingTags(dialect.cluster, cluster, dialect.ingress, stack, resource);
  const own = {
    ...Object.fromEntries((parameters.tags ?? []).map(({ key, value }) => [key, value])),
    ...Object.assign(
      {},
      ...members.map(({ annotations }) => splitByController(annotations[`${PREFIX}/tags`] ?? '')),
    ),
  } as Tags;
  const name = the('load-balancer-name') ?? generatedName(...stack.split('/'));
  const scheme = parameters.scheme ?? the('scheme');
  const alb: Wanted = {
    name,
    kind: 'application',
    isInternal: scheme !== 'internet-facing',
    tags: { ...tracking('LoadBalancer'), ...own },
    retags: 'adds and removes',
    shownBy: members.map(({ ingress }) => ingress),
  };
  if (the('enable-frontend-nlb') !== 'true') return [alb];
  const nlbTags = the('frontend-nlb-tags');
  const nlb: Wanted = {
    ...alb,
    name: `${name}-nlb`,
    kind: 'network',
    isInternal: (the('frontend-nlb-scheme') ?? scheme) !== 'internet-facing',
    tags: { ...tracking('FrontendNlb'), ...(nlbTags === undefined ? own : splitByController(nlbTags)) },
  };
  return [alb, nlb];
}
