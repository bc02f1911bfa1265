import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

const FILE = 'demo-istio.yaml';

/** An Istio Gateway that serves one host, and the Service of its pods, whose status shows the load balancer. */
export async function writeIstio(
  { manifests, leftovers }: Stage,
  { host, dnsName }: { readonly host: string; readonly dnsName?: string },
): Promise<void> {
  const ingress = dnsName === undefined ? '{}' : `{ ingress: [{ hostname: ${dnsName} }] }`;
  const text = `\
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { namespace: store, name: public }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: ['./${host}']
---
apiVersion: v1
kind: Service
metadata: { namespace: istio-ingress, name: gateway }
spec:
  type: LoadBalancer
  selector: { app: gateway, istio: ingressgateway }
  ports: [{ port: 443 }]
status:
  loadBalancer: ${ingress}
`;
  const path = join(manifests, FILE);
  // The cluster is read at any time: it never sees half a file.
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  leftovers.push(() => rm(path, { force: true }));
}

/** What the AWS Load Balancer Controller puts on the load balancer that it makes for that Service. */
export const CONTROLLER_TAGS = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio-ingress/gateway',
  'service.k8s.aws/resource': 'LoadBalancer',
};
