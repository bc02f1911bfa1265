import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';

export interface DeployedRule {
  readonly arn: string;
  readonly pattern: string;
  readonly targets: readonly Target[];
}

/** Every enabled rule of the default bus that has a pattern, with its targets. */
export async function readRules(client: EventBridgeClient): Promise<DeployedRule[]> {
  const rules: DeployedRule[] = [];
  for (const rule of await listRules(client)) {
    if (rule.EventPattern === undefined || rule.State === 'DISABLED') continue;
    rules.push({
      arn: rule.Arn!,
      pattern: rule.EventPattern,
      targets: await listTargets(client, rule.Name!),
    });
  }
  return rules;
}

/** As MiniStack's own delivery would decide. */
export async function matches(client: EventBridgeClient, pattern: string, event: object): Promise<boolean> {
  const command = new TestEventPatternCommand({ EventPattern: pattern, Event: JSON.stringify(event) });
  return (await client.send(command)).Result === true;
}

async function listRules(client: EventBridgeClient): Promise<Rule[]> {
  const rules: Rule[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName: 'default', NextToken: token }));
    rules.push(...(page.Rules ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return rules;
}

async function listTargets(client: EventBridgeClient, rule: string): Promise<Target[]> {
  const targets: Target[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new ListTargetsByRuleCommand({ Rule: rule, NextToken: token }));
    targets.push(...(page.Targets ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return targets;
}
