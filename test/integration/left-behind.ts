import {
  DeleteLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

/**
 * Deletes the load balancers that a demo which failed left behind, and waits until nothing is hinted and no record of
 * this name stands: what is still under way would befall the next demo.
 */
export async function clearLeftBehind(
  { url, outputs, route53 }: Sandbox,
  zoneId: string,
  name: string,
): Promise<void> {
  const settings = clientSettings(url);
  const loadBalancers = new ElasticLoadBalancingV2Client(settings);
  const queues = new SQSClient(settings);
  try {
    const { LoadBalancers = [] } = await loadBalancers.send(new DescribeLoadBalancersCommand({}));
    for (const { LoadBalancerArn } of LoadBalancers)
      await loadBalancers.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    const left = async () => {
      const { Attributes = {} } = await queues.send(
        new GetQueueAttributesCommand({ QueueUrl: outputs['QueueUrl'], AttributeNames: ['All'] }),
      );
      const hints =
        Number(Attributes['ApproximateNumberOfMessages']) +
        Number(Attributes['ApproximateNumberOfMessagesNotVisible']);
      const records = route53.records(zoneId).filter(({ Name }) => Name === `${name}.`).length;
      return hints + records;
    };
    await eventually(left, (many) => many === 0, 30_000);
  } finally {
    loadBalancers.destroy();
    queues.destroy();
  }
}
