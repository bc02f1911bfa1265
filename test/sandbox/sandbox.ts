import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { createCdk } from './cdk.ts';
import { startClock } from './clock/clock.ts';
import { accessEntries, type RefuseSigner } from './cluster-api/access-entries.ts';
import { type ClusterApi, startClusterApi } from './cluster-api/start.ts';
import { controls } from './control.ts';
import { firstSweep } from './first-sweep.ts';
import type { Control } from './front/front.ts';
import { ACCOUNT, isolatedEnvironment, REGION } from './isolated-environment.ts';
import { type LocalAws, startLocalAws } from './local-aws.ts';
import { makeByApi } from './made-by-api.ts';
import type { Teardown } from './processes/teardown.ts';
import { createPump, type Pump } from './pump/pump.ts';
import { roleQueues } from './pump/role-queues.ts';
import {
  CLUSTERS,
  type Cluster,
  type Deployment,
  HANGING,
  NAME,
  OTHER_ACCOUNTS_ZONE,
  type Policy,
  roleArn,
  sandboxPolicy,
} from './settings.ts';
import { watchStacks } from './stack-events.ts';
import { askForSurveys } from './surveys.ts';
import { makeZoneRole } from './zone-role.ts';

export interface SandboxOptions {
  readonly policy: Policy;
  /** More than there always are; nobody asks for their surveys. */
  readonly clusters?: readonly Cluster[];
  /** Whether the pump runs from the start. */
  readonly pump: boolean;
  /** Whether Route 53 throttles. */
  readonly quotas: boolean;
  /** How many seconds pass in one, once all is deployed and while no batch of hints is worked on; absent: the machine's clock. */
  readonly scale?: number | undefined;
  /** Called with whatever MiniStack and cdk print. */
  readonly tell?: ((text: string) => void) | undefined;
  /** Called with what goes wrong inside the sandbox while it runs. */
  readonly trouble: (error: unknown) => void;
}

export interface Sandbox extends LocalAws {
  /** For a process that is to live in the sandbox. */
  readonly env: NodeJS.ProcessEnv;
  /** Of the main stack. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly pump: Pump;
  /** Lets so many seconds pass in one from now on; throws if the clock is the machine's. */
  run(scale: number): void;
  /** Deploys the stacks again with another policy, or otherwise changed. */
  deploy(policy: Policy, changed?: Pick<Deployment, 'movedZone' | 'isBroken'>): Promise<void>;
  /** Takes the main stack away, as `cdk destroy Main` does. */
  destroyMain(): Promise<void>;
}

/** Everything, started and deployed. Whether this succeeds or throws: `teardown.run()` leaves nothing behind. */
export async function startSandbox(options: SandboxOptions, teardown: Teardown): Promise<Sandbox> {
  const { policy, clusters: more, scale } = options;
  const deployment: Deployment = { policy, clusters: more, isTimed: scale !== undefined };
  const folder = makeFolder(teardown);
  const clusters = join(folder, 'clusters');
  const cdk = createCdk({ folder, tell: options.tell }, teardown);
  let stopping = false;
  let isDestroyed = false;
  const trouble = (error: unknown) => {
    // Whoever asks for surveys goes on while there is no queue for them.
    const isNews = !(isDestroyed && error instanceof Error && error.name === 'QueueDoesNotExist');
    if (!stopping && isNews) options.trouble(error);
  };
  let busy: (() => boolean) | undefined;
  let control: Control = async () => undefined;
  const clockFile = scale === undefined ? undefined : join(folder, 'clock');
  const clock = clockFile === undefined ? undefined : startClock(clockFile, () => busy?.() ?? false);
  teardown.add(() => clock?.stop());
  const localAws = startLocalAws(
    { ...options, folder, trouble, clock, clockFile, control: (...request) => control(...request) },
    teardown,
  );
  const [aws, apis] = await Promise.all([
    localAws,
    startClusters(
      clusters,
      [...CLUSTERS, ...(more ?? []).map(({ name }) => name)],
      accessEntries(async (request) => (await localAws).identify(request), [roleArn('cluster')]),
      clock?.now ?? Date.now,
      teardown,
    ),
    localAws.then(({ url }) => cdk.bootstrap(url)),
    cdk.synth(deployment),
  ]);
  for (const api of apis) aws.eks.register(api, { account: ACCOUNT, region: REGION });

  const stacks = new CloudFormationClient({
    endpoint: aws.ministack.url,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'test' },
  });
  const watch = watchStacks(stacks, aws.emit, trouble);
  teardown.add(() => watch.stop());
  const queues = roleQueues(aws.ministack.url, { account: ACCOUNT, region: REGION });
  teardown.add(() => queues.close());
  const pump = createPump({ functions: aws.clients.functions, queuesAs: queues.as, now: aws.now }, trouble);
  // Surveys are asked for all the time, and mind no leap.
  busy = () => pump.isBusy(`${NAME}-${REGION}-sync`);
  const deploy = async () => {
    const outputs = (await cdk.deploy(aws.url))[NAME] ?? {};
    await makeByApi(cdk.assembly, aws.url);
    await watch.look();
    return outputs;
  };
  const grant = (now: Policy) =>
    makeZoneRole(
      aws.url,
      OTHER_ACCOUNTS_ZONE,
      { syncRoleArn: roleArn('sync'), sweepRoleArn: roleArn('sweep') },
      now,
    );
  const outputs = await deploy();
  await Promise.all([firstSweep(aws.ministack.url, outputs['SweepFunction'] ?? ''), grant(policy)]);
  if (options.pump) pump.start();
  // Where time flies the deployed schedule asks often enough.
  const asked = scale === undefined ? CLUSTERS : [];
  const surveys = askForSurveys(aws.clients.queues, outputs['SurveyQueueUrl'] ?? '', asked, trouble);
  // Nobody waits for invocations under way: their processes end with MiniStack.
  teardown.add(() => {
    stopping = true;
    surveys.stop();
    void pump.stop();
  });

  clock?.run(scale ?? 1);
  const sandbox: Sandbox = {
    ...aws,
    run: (scale) => {
      if (clock === undefined)
        throw new Error('The clock is the machine’s: start the sandbox with SANDBOX_SCALE');
      clock.run(scale);
    },
    env: {
      ...isolatedEnvironment(aws.url),
      SANDBOX_STACK: NAME,
      SANDBOX_CLUSTERS: clusters,
      ...(clockFile !== undefined && { SANDBOX_CLOCK: clockFile }),
    },
    outputs,
    pump,
    deploy: async (policy, changed) => {
      await cdk.synth({ ...deployment, policy, ...changed });
      await deploy();
      isDestroyed = false;
      await grant(policy);
    },
    destroyMain: async () => {
      isDestroyed = true;
      await cdk.destroyMain(aws.url);
    },
  };
  control = controls(sandbox, sandboxPolicy);
  return sandbox;
}

function makeFolder(teardown: Teardown): string {
  // The real path: macOS keeps its temporary folder behind a symbolic link.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'signpost-sandbox-'));
  teardown.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function startClusters(
  folder: string,
  names: readonly string[],
  refuseSigner: RefuseSigner,
  now: () => number,
  teardown: Teardown,
): Promise<(Pick<ClusterApi, 'endpoint' | 'certificateAuthority'> & { name: string })[]> {
  return Promise.all(
    names.map(async (name) => {
      const manifests = join(folder, name);
      mkdirSync(manifests, { recursive: true });
      const fault = () => (name === HANGING ? ('hang' as const) : undefined);
      const api = await startClusterApi({ name, folder: manifests, refuseSigner, now, fault });
      teardown.add(() => api.close());
      return { name, endpoint: api.endpoint, certificateAuthority: api.certificateAuthority };
    }),
  );
}
