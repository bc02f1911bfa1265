import { changeCases } from './load-balancers/change-cases.ts';
import { classicCases } from './load-balancers/classic-cases.ts';
import { deliveryCases } from './load-balancers/delivery-cases.ts';
import { eventCases } from './load-balancers/event-cases.ts';
import { readCases } from './load-balancers/read-cases.ts';
import { openStage } from './load-balancers/stage.ts';
import { tagCases } from './load-balancers/tag-cases.ts';
import { tagEventCases } from './load-balancers/tag-event-cases.ts';
import { targetCases } from './load-balancers/target-cases.ts';
import { contractOf } from './registry.ts';
import { loadBalancerRows } from './rows/load-balancers.ts';

const contract = contractOf(loadBalancerRows);
const stage = await openStage();

readCases(contract, stage);
classicCases(contract, stage);
changeCases(contract, stage);
tagCases(contract, stage);
targetCases(contract, stage);
eventCases(contract, stage);
deliveryCases(contract, stage);
tagEventCases(contract, stage);

contract.complete({
  'event.order-and-loss': 'a matter of the bus, not of the load balancers: simulation and sandbox deliver so',
  'tag-event.deletion':
    'not known of AWS; a deletion is told by its record, and an event more would be one hint more',
  'elb.describe.lag-after-delete':
    'not verified; the world deletes at once, withdrawal waits for two looks anyway',
  'elb.describe-tags.lag': 'not verified; the world reads its own writes, lag is injected at the ports',
});
