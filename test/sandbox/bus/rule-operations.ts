import {
  DisableRuleCommand,
  EnableRuleCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  type ListRulesCommandInput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../world/aws-error.ts';
import type { Caller, Operations } from '../../world/caller.ts';
import type { ClientsByCaller } from './clients.ts';

interface OneRule {
  readonly Name: string;
  readonly EventBusName?: string;
}

/**
 * Rules are MiniStack's; but it takes every name of a rule or bus for one that there is, where EventBridge says that there
 * is none.
 */
export function ruleOperations(clients: ClientsByCaller): Operations {
  const switching = (Command: typeof DisableRuleCommand | typeof EnableRuleCommand) =>
    async function switchRule({ Name, EventBusName }: OneRule, caller: Caller) {
      const { events } = clients.of(caller);
      const bus = await existingBus(events, EventBusName);
      const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix: Name, EventBusName: bus }));
      if (!Rules.some((rule) => rule.Name === Name))
        throw notThere(`Rule ${Name} does not exist on EventBus ${bus}.`);
      await events.send(new Command({ Name, EventBusName: bus }));
      return {};
    };
  return {
    DisableRule: switching(DisableRuleCommand),
    EnableRule: switching(EnableRuleCommand),
    ListRules: async (input: ListRulesCommandInput, caller: Caller) => {
      const { events } = clients.of(caller);
      const EventBusName = await existingBus(events, input.EventBusName);
      const { $metadata: _, ...answer } = await events.send(new ListRulesCommand({ ...input, EventBusName }));
      return answer;
    },
  };
}

/** By name, or by ARN as AWS takes it too. */
async function existingBus(events: EventBridgeClient, asked = 'default'): Promise<string> {
  const name = asked.split('/').at(-1) ?? asked;
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({ NamePrefix: name }));
  if (name !== 'default' && !EventBuses.some((bus) => bus.Name === name))
    throw notThere(`Event bus ${name} does not exist.`);
  return name;
}

function notThere(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
