import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { type ChangeBatch, ChangeResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import type { Cluster } from './cluster.ts';
import { type Command, optionOf, tagsOf } from './command-line.ts';
import { reconcile } from './controllers/reconcile.ts';
import type { LoadBalancer } from './load-balancers.ts';
import { castOf, type Scene } from './scene.ts';

const STATUS_PATH = '{.status.loadBalancer.ingress[0].hostname}';

/** Does what a command does, and answers what it prints, if pages may ask for it. */
type Run = (command: Command, scene: Scene) => Promise<unknown>;

/** The commands that pages may have: another one is an error. */
const COMMANDS: Readonly<Record<string, Run>> = {
  'kubectl apply': inCluster((cluster, text) => cluster.apply(text)),
  'kubectl delete': inCluster((cluster, text) => cluster.delete(text)),
  'kubectl get service': async (command, scene) => {
    const path = optionOf(command, '-o');
    if (path !== `jsonpath=${STATUS_PATH}`) throw new Error(`"${command.text}": nobody answers ${path}`);
    const object = `Service/${optionOf(command, '-n')}/${command.name.split(' ')[3]}`;
    const found = [...scene.kept.values()].flatMap((each) => [...each.values()]);
    return found.find(({ shownBy }) => shownBy.includes(object))?.loadBalancer.dnsName;
  },
  // What a controller of somebody else's writes into a status.
  'kubectl patch ingress': async (command, { story, clusters }) => {
    if (optionOf(command, '--subresource') !== 'status') throw new Error(`"${command.text}": not the status`);
    const { status } = JSON.parse(optionOf(command, '-p')) as { status: object };
    const object = `Ingress/${optionOf(command, '-n')}/${command.name.split(' ')[3]}`;
    await clusters.get(story.clusters[0]?.name ?? '')?.report(object, status);
  },
  'aws elbv2 create-load-balancer': async (command, { elb, byHand }) => {
    const name = optionOf(command, '--name');
    const kind = optionOf(command, '--type') as 'application' | 'network';
    const isInternal = command.options.get('--scheme')?.[0] === 'internal';
    byHand.set(name, await elb.create({ name, kind, isInternal, tags: tagsOf(command) }));
  },
  'aws elbv2 describe-load-balancers': async (command, scene) => {
    const answers = { ARN_QUERY: 'LoadBalancers[0].LoadBalancerArn', DNS_QUERY: 'LoadBalancers[0].DNSName' };
    const loadBalancer = named(scene, optionOf(command, '--names'));
    const query = optionOf(command, '--query');
    if (query === answers.ARN_QUERY) return loadBalancer.id;
    if (query === answers.DNS_QUERY) return loadBalancer.dnsName;
    throw new Error(`"${command.text}": nobody answers the query ${query}`);
  },
  'aws elbv2 add-tags': async (command, scene) => {
    await scene.elb.tag(of(scene, optionOf(command, '--resource-arns')), tagsOf(command));
  },
  'aws elbv2 remove-tags': async (command, scene) => {
    const keys = command.options.get('--tag-keys') ?? [];
    await scene.elb.untag(of(scene, optionOf(command, '--resource-arns')), keys);
  },
  'aws elbv2 delete-load-balancer': async (command, scene) => {
    const loadBalancer = of(scene, optionOf(command, '--load-balancer-arn'));
    await scene.elb.delete(loadBalancer);
    scene.byHand.delete(loadBalancer.name);
  },
  'aws elb add-tags': async (command, scene) => {
    await scene.elb.tag(named(scene, optionOf(command, '--load-balancer-names')), tagsOf(command));
  },
  'aws elb remove-tags': async (command, scene) => {
    const keys = (command.options.get('--tags') ?? []).map((word) => word.replace(/^Key=/, ''));
    await scene.elb.untag(named(scene, optionOf(command, '--load-balancer-names')), keys);
  },
  'aws route53 change-resource-record-sets': async (command, { aws }) => {
    const HostedZoneId = optionOf(command, '--hosted-zone-id');
    const batch = JSON.parse(optionOf(command, '--change-batch')) as ChangeBatch;
    await aws.route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: batch }));
  },
  'aws lambda invoke': async (command, { aws }) => {
    const { Payload } = await aws.lambda.send(
      new InvokeCommand({
        FunctionName: optionOf(command, '--function-name'),
        // Behind it stands the file for the answer.
        Payload: command.options.get('--payload')?.[0] ?? '',
      }),
    );
    return JSON.parse(Payload?.transformToString() ?? 'null');
  },
  'aws iam put-role-policy': async (command, { aws }) => {
    await aws.iam.send(
      new PutRolePolicyCommand({
        RoleName: optionOf(command, '--role-name'),
        PolicyName: optionOf(command, '--policy-name'),
        PolicyDocument: optionOf(command, '--policy-document'),
      }),
    );
  },
};

export async function runCommand(command: Command, scene: Scene): Promise<unknown> {
  const [, run] = Object.entries(COMMANDS).find(([name]) => isCalled(command, name)) ?? [];
  if (run === undefined) throw new Error(`Nobody here runs "${command.text}": add it to the commands`);
  const filled = new Map(
    [...command.options].map(([option, values]) => [option, values.map((value) => fill(value, scene))]),
  );
  const answer = await run({ ...command, options: filled }, scene);
  if (command.variable !== undefined) scene.variables.set(command.variable, String(answer));
  return answer;
}

function isCalled({ name }: Command, known: string): boolean {
  return name === known || name.startsWith(`${known} `);
}

/** `$NAME`, alone or within a text; a name that nothing has set stays as it is: policies have such words. */
function fill(value: string, { variables }: Scene): string {
  return value.replaceAll(/\$([A-Z_]+)/g, (all, name: string) => variables.get(name) ?? all);
}

function inCluster(act: (cluster: Cluster, manifests: string) => Promise<void>): Run {
  return async (command, { story, clusters, kept, elb }) => {
    const name = command.options.get('--context')?.[0] ?? story.clusters[0]?.name ?? '';
    const [cluster, ours] = [clusters.get(name), kept.get(name)];
    if (cluster === undefined || ours === undefined) throw new Error(`There is no cluster ${name}`);
    for (const file of command.options.get('-f') ?? []) {
      const manifest = story.manifests.get(file);
      if (manifest === undefined) throw new Error(`"${command.text}": the page has no ${file}`);
      await act(cluster, manifest);
    }
    await reconcile(cluster, elb, ours);
  };
}

function named(scene: Scene, name: string): LoadBalancer {
  const found = castOf(scene).find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no load balancer ${name}`);
  return found;
}

function of(scene: Scene, id: string): LoadBalancer {
  const found = castOf(scene).find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no load balancer ${id}`);
  return found;
}
