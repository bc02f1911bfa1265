import { deleteLoadBalancer, ofCast } from '../load-balancers.ts';
import { recordsAt } from '../records.ts';
import type { Step } from '../step.ts';
import { NotAsTold } from '../until.ts';
import { vanish } from '../vanish.ts';

const FOREIGN = [
  { loadBalancer: 'demo-legacy', hostname: 'legacy.example.com' },
  { loadBalancer: 'demo-manual', hostname: 'manual.example.com' },
];
const OURS = [
  { loadBalancer: 'demo-blog', hostname: 'news.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-pay-2', hostname: 'pay.example.com', zone: 'example.com' },
  { loadBalancer: 'demo-shop', hostname: 'shop.example.org', zone: 'example.org' },
];

export const deletions: Step = {
  title: "Load balancers are deleted: their records go, and nobody else's",
  about: [...FOREIGN, ...OURS].flatMap(({ loadBalancer, hostname }) => [loadBalancer, hostname]),
  play: async (stage) => {
    for (const { loadBalancer } of FOREIGN) {
      await deleteLoadBalancer(stage, ofCast(stage, loadBalancer));
      stage.tell(`DeleteLoadBalancer ${loadBalancer}`);
    }
    await vanish(stage, OURS);
    for (const { hostname } of FOREIGN) {
      const found = await recordsAt(stage, stage.zone('example.com'), hostname);
      if (found.length !== 1) throw new NotAsTold(`${hostname} untouched`, JSON.stringify(found));
      stage.tell(`${hostname}: somebody else's record still stands`);
    }
  },
};
