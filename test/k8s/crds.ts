/** As much of the controllers' kinds as the policies look at; the real ones refuse more. */
export const CRDS = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    definition(
      'elbv2.k8s.aws',
      'v1beta1',
      'IngressClassParams',
      'ingressclassparams',
      'Cluster',
      listOfTags(),
    ),
    definition(
      'eks.amazonaws.com',
      'v1',
      'IngressClassParams',
      'ingressclassparams',
      'Cluster',
      listOfTags(),
    ),
    definition(
      'gateway.k8s.aws',
      'v1beta1',
      'LoadBalancerConfiguration',
      'loadbalancerconfigurations',
      'Namespaced',
      {
        type: 'object',
        additionalProperties: { type: 'string' },
      },
    ),
  ],
};

function listOfTags() {
  const text = { type: 'string' };
  return { type: 'array', items: { type: 'object', properties: { key: text, value: text } } };
}

function definition(
  group: string,
  version: string,
  kind: string,
  plural: string,
  scope: string,
  tags: object,
) {
  const schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { tags } } } },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}
