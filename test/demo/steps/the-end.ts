import type { Step } from '../step.ts';
import { vanish } from '../vanish.ts';

const REST = [
  { loadBalancer: 'demo-web', hostname: 'web.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-app', hostname: 'app.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-shared', hostname: 'docs.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-next', hostname: 'cart.example.com', zone: 'example.com' },
  { loadBalancer: 'k8s-istioing-gateway-demo', hostname: 'store.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-api', hostname: 'api.sub.example.com', zone: 'sub.example.com' },
];

export const theEnd: Step = {
  title: 'The rest is deleted as well, A and AAAA together',
  about: REST.flatMap(({ loadBalancer, hostname }) => [loadBalancer, hostname]),
  play: (stage) => vanish(stage, REST),
};
