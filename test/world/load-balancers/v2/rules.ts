import type {
  CreateRuleInput,
  CreateRuleOutput,
  DeleteRuleInput,
  DeleteRuleOutput,
  DescribeRulesInput,
  DescribeRulesOutput,
  Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { arnOf } from '../call.ts';
import { page } from '../paging.ts';
import { addTags } from '../taggable.ts';
import { checkList, validationError } from '../validation-error.ts';
import { checkActions } from './actions.ts';
import { checkArn, findListener } from './find.ts';
import type { StoredListener, StoredRule, V2Call } from './state.ts';

export function createRule(input: CreateRuleInput, call: V2Call): CreateRuleOutput {
  const { caller, identifiers, state } = call;
  const listener = findListener(input.ListenerArn, call);
  const actions = checkActions(input.Actions, listener.loadBalancerArn, call);
  if (input.Priority === undefined) throw validationError('A priority must be specified');
  const priority = String(input.Priority);
  const rules = [...state.rules.values()].filter(({ listenerArn }) => listenerArn === listener.arn);
  if (rules.some((rule) => rule.priority === priority)) {
    throw new AwsError('PriorityInUseException', `Priority '${priority}' is currently in use`);
  }
  const path = listener.arn.split(':listener/')[1] ?? '';
  const rule: StoredRule = {
    serial: identifiers.serial(),
    arn: arnOf(caller, `listener-rule/${path}/${identifiers.hex16()}`),
    resourceType: 'listener-rule',
    tags: new Map(),
    tagVersion: 0,
    listenerArn: listener.arn,
    priority,
    conditions: input.Conditions ?? [],
    actions,
  };
  addTags([rule], input.Tags ?? [], call.tagsChanged);
  state.rules.set(rule.arn, rule);
  return { Rules: [view(rule)] };
}

/** Rules of one listener, its default action last, or those asked for. */
export function describeRules(input: DescribeRulesInput, call: V2Call): DescribeRulesOutput {
  const stored = [...call.state.rules.values()];
  if (input.ListenerArn === undefined) {
    const arns = checkList(input.RuleArns, 'ruleArns', 20);
    for (const arn of arns) checkArn(arn, 'listener rule', call);
    const found = stored.filter(({ arn }) => arns.includes(arn));
    if (found.length === new Set(arns).size) return { Rules: found.map(view) };
    throw new AwsError('RuleNotFoundException', 'One or more rules not found');
  }
  const listener = findListener(input.ListenerArn, call);
  const { items, NextMarker } = page(
    stored.filter(({ listenerArn }) => listenerArn === listener.arn),
    input,
  );
  return {
    Rules: [...items.map(view), ...(NextMarker === undefined ? [defaultRule(listener)] : [])],
    NextMarker,
  };
}

export function deleteRule({ RuleArn }: DeleteRuleInput, call: V2Call): DeleteRuleOutput {
  checkArn(RuleArn, 'listener rule', call);
  if (call.state.rules.delete(RuleArn)) return {};
  throw new AwsError('RuleNotFoundException', 'One or more rules not found');
}

function view({ arn, priority, conditions, actions }: StoredRule): Rule {
  return { RuleArn: arn, Priority: priority, Conditions: conditions, Actions: actions, IsDefault: false };
}

function defaultRule({ arn, actions }: StoredListener): Rule {
  const RuleArn = `${arn.replace(':listener/', ':listener-rule/')}/${arn.slice(-16)}`;
  return { RuleArn, Priority: 'default', Conditions: [], Actions: actions, IsDefault: true };
}
