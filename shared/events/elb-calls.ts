import * as z from 'zod';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { classicId } from '../load-balancers/load-balancer-id.ts';
import { loadBalancersOfArns } from './arns-of-event.ts';
import { checkShape } from './check-shape.ts';
import type { ParseContext } from './envelope.ts';
import type { Says } from './hint.ts';
import { removedTags, type SaidTags, setTags } from './said-tags.ts';

interface Concerned {
  readonly id: LoadBalancerId;
  readonly says: Says;
}

/** `detail` of a call that succeeded, nulls taken out. */
export type CallReader = (
  detail: Readonly<Record<string, unknown>>,
  context: ParseContext,
) => readonly Concerned[];

const RESOURCE_ARNS = 'detail.requestParameters.resourceArns';

const text = z.string('a text');
const name = text.regex(/^[A-Za-z0-9-]+$/, 'the name of a classic load balancer');
/** What a call says of tags is never needed: the load balancer is asked for its tags anyway. */
const tags = z
  .array(
    z.object({
      key: z.string().optional().catch(undefined),
      value: z.string().optional().catch(undefined),
    }),
  )
  .optional()
  .catch(undefined);
const tagKeys = z.array(z.string().optional().catch(undefined)).optional().catch(undefined);
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, 'an object');
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item, 'a list').min(1, 'one at least');

const v2Created = object({
  requestParameters: z.object({ tags }).optional().catch(undefined),
  responseElements: object({ loadBalancers: listOf(object({ loadBalancerArn: text })) }),
});
const v2One = object({ requestParameters: object({ loadBalancerArn: text }) });
const v2Tags = object({ requestParameters: object({ resourceArns: listOf(text), tags, tagKeys }) });
const classicOne = object({ requestParameters: object({ loadBalancerName: name, tags }) });
const classicTags = object({ requestParameters: object({ loadBalancerNames: listOf(name), tags }) });

/**
 * A reader for each call that is listened to. v2 names load balancers by ARN, in the response when it makes one;
 * classic by name.
 */
export const ELB_CALLS: Readonly<Record<'classic' | 'v2', Readonly<Record<string, CallReader>>>> = {
  v2: {
    CreateLoadBalancer: (detail, context) => {
      const { requestParameters, responseElements } = checkShape(v2Created, detail, 'detail');
      const arns = responseElements.loadBalancers.map(({ loadBalancerArn }) => loadBalancerArn);
      const field = 'detail.responseElements.loadBalancers[].loadBalancerArn';
      const said = setTags(requestParameters?.tags, context.tagPrefix);
      return byArn(arns, field, context, { exists: true, ...tagsSaid(said) });
    },
    DeleteLoadBalancer: v2ByOneArn({ exists: false }),
    AddTags: (detail, context) => {
      const { requestParameters } = checkShape(v2Tags, detail, 'detail');
      const said = setTags(requestParameters.tags, context.tagPrefix);
      return byArn(requestParameters.resourceArns, RESOURCE_ARNS, context, tagsSaid(said));
    },
    RemoveTags: (detail, context) => {
      const { requestParameters } = checkShape(v2Tags, detail, 'detail');
      const said = removedTags(requestParameters.tagKeys ?? [], context.tagPrefix);
      return byArn(requestParameters.resourceArns, RESOURCE_ARNS, context, tagsSaid(said));
    },
    SetSubnets: v2ByOneArn({}),
    SetIpAddressType: v2ByOneArn({}),
  },
  classic: {
    CreateLoadBalancer: (detail, context) => {
      const { requestParameters } = checkShape(classicOne, detail, 'detail');
      const said = setTags(requestParameters.tags, context.tagPrefix);
      return byName([requestParameters.loadBalancerName], context, { exists: true, ...tagsSaid(said) });
    },
    DeleteLoadBalancer: classicByOneName({ exists: false }),
    AddTags: (detail, context) => {
      const { requestParameters } = checkShape(classicTags, detail, 'detail');
      const said = setTags(requestParameters.tags, context.tagPrefix);
      return byName(requestParameters.loadBalancerNames, context, tagsSaid(said));
    },
    // The classic API takes keys as tags without a value.
    RemoveTags: (detail, context) => {
      const { requestParameters } = checkShape(classicTags, detail, 'detail');
      const keys = requestParameters.tags?.map(({ key }) => key) ?? [];
      const said = removedTags(keys, context.tagPrefix);
      return byName(requestParameters.loadBalancerNames, context, tagsSaid(said));
    },
    AttachLoadBalancerToSubnets: classicByOneName({}),
    DetachLoadBalancerFromSubnets: classicByOneName({}),
  },
};

function v2ByOneArn(says: Says): CallReader {
  return (detail, context) => {
    const { requestParameters } = checkShape(v2One, detail, 'detail');
    const field = 'detail.requestParameters.loadBalancerArn';
    return byArn([requestParameters.loadBalancerArn], field, context, says);
  };
}

function classicByOneName(says: Says): CallReader {
  return (detail, context) => {
    const { requestParameters } = checkShape(classicOne, detail, 'detail');
    return byName([requestParameters.loadBalancerName], context, says);
  };
}

function byArn(arns: readonly string[], field: string, { region }: ParseContext, says: Says): Concerned[] {
  return loadBalancersOfArns(arns, region, field).map((id) => ({ id, says }));
}

function byName(names: readonly string[], { region }: ParseContext, says: Says): Concerned[] {
  return [...new Set(names)].map((name) => ({ id: classicId(region, name), says }));
}

function tagsSaid(tags: SaidTags | undefined): Says {
  return tags === undefined ? {} : { tags };
}
