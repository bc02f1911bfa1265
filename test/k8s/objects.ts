import type { KubernetesObject } from './admit.ts';

type Annotations = Readonly<Record<string, string>>;

export const SERVICE_TAGS = 'service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags';
export const INGRESS_TAGS = 'alb.ingress.kubernetes.io/tags';
export const FRONTEND_TAGS = 'alb.ingress.kubernetes.io/frontend-nlb-tags';
export const GROUP = 'alb.ingress.kubernetes.io/group.name';
export const OLD_CLASS = 'kubernetes.io/ingress.class';

/** `shop/mesh`; `tags` as the annotation for its own load balancer. */
export function service(tags: string, annotations: Annotations = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'mesh', namespace: 'shop', annotations: { ...annotations, [SERVICE_TAGS]: tags } },
    spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
  };
}

/** `shop/web`, unless `of` says another one. */
export function ingress(
  annotations: Annotations,
  of: { readonly namespace?: string; readonly name?: string; readonly className?: string } = {},
): KubernetesObject {
  const { namespace = 'shop', name = 'web', className } = of;
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations },
    spec: { defaultBackend: backend, ...(className !== undefined && { ingressClassName: className }) },
  };
}

export const ingressOf = (group: string, tags: string) => ingress({ [GROUP]: group, [INGRESS_TAGS]: tags });

export function classParams(
  tags: readonly { readonly key: string; readonly value?: string }[],
  apiVersion = 'elbv2.k8s.aws/v1beta1',
): KubernetesObject {
  return { apiVersion, kind: 'IngressClassParams', metadata: { name: 'alb' }, spec: { tags } };
}

export function configuration(tags: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'gateway.k8s.aws/v1beta1',
    kind: 'LoadBalancerConfiguration',
    metadata: { name: 'alb', namespace: 'shop' },
    spec: { tags },
  };
}

export function withoutAnnotations(object: KubernetesObject): KubernetesObject {
  const { annotations: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** The same object while it waits for its finalizers. */
export function leaving(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-11-20T09:15:07Z' } };
}

/** The same object with a label more: nothing that makes tags. */
export function labelled(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, labels: { team: 'shop' } } };
}
