import { contractOf } from './registry.ts';
import { aliasCases } from './route53/alias-cases.ts';
import { batchCases } from './route53/batch-cases.ts';
import { healthCheckCases } from './route53/health-check-cases.ts';
import { listCases } from './route53/list-cases.ts';
import { nameCases } from './route53/name-cases.ts';
import { routingCases } from './route53/routing-cases.ts';
import { openStage } from './route53/stage.ts';
import { throttleCases } from './route53/throttle-cases.ts';
import { route53Rows } from './rows/route53.ts';

const contract = contractOf(route53Rows);
const stage = await openStage();

throttleCases(contract, stage);
batchCases(contract, stage);
listCases(contract, stage);
nameCases(contract, stage);
routingCases(contract, stage);
healthCheckCases(contract, stage);
aliasCases(contract, stage);

contract.complete({
  'route53.throttle.other-name':
    'the service was seen to send Throttling; the product takes both names alike',
  'route53.throttle.gov-cloud': 'the quotas of the product are settings; the world plays a commercial Region',
  'route53.zone.account-limits': 'the product creates no zones and associates no VPCs',
  'route53.routing.geoproximity-bias':
    'whether a bias that was not given is listed, and as what, only an AWS account can show; the world takes both as one',
  'route53.failover.evaluate-target-health':
    'the reference asks for true and forbids it for CloudFront, which the guide has as a secondary; the world takes both',
  'route53.health-check.private-simple':
    'the guide says so, and not whether a change is refused; only an AWS account can show it',
  'route53.alias.health': 'the world answers no DNS queries; only an AWS account can show it',
  'route53.alias.resolution': 'the world answers no DNS queries; only an AWS account can show it',
});
