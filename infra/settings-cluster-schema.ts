import * as z from 'zod';
import { clusterName, whole, words } from './settings-words.ts';

export const vpcSchema = z.strictObject(
  {
    id: words(/^vpc-[0-9a-z]+$/, 'a VPC id such as vpc-0123456789abcdef0'),
    subnetIds: z
      .array(
        words(/^subnet-[0-9a-z-]+$/, 'a subnet id such as subnet-0123456789abcdef0'),
        'a list of subnet ids',
      )
      .min(1, 'at least one subnet id'),
    securityGroupIds: z
      .array(
        words(/^sg-([0-9a-f]{8}|[0-9a-f]{17})$/, 'a security group id such as sg-0123456789abcdef0'),
        'a list of security group ids',
      )
      .min(1, 'at least one security group id'),
  },
  'the way into a VPC: {"id": "vpc-…", "subnetIds": […], "securityGroupIds": […]}',
);

const SOURCES = ['tags', 'annotations', 'hosts'] as const;
const SOURCE_LIST = `a list of ${SOURCES.join(', ')}: where names come from`;

export const sourcesSchema = z
  .array(z.enum(SOURCES, `one of ${SOURCES.join(', ')}`), SOURCE_LIST)
  .min(1, 'at least one source')
  .refine((sources) => new Set(sources).size === sources.length, 'each source once');

const MATCHES = ['when-bound', 'required', 'off'] as const;

export const clusterSchema = z.strictObject(
  {
    name: clusterName,
    access: z
      .enum(['external', 'managed'], 'external (you grant the access) or managed (this stack does)')
      .default('external'),
    vpc: vpcSchema.optional(),
    priority: whole(-1000, 1000, ': of clusters that want one name, the highest has it').default(0),
    sources: sourcesSchema.optional(),
    match: z
      .enum(
        MATCHES,
        `one of ${MATCHES.join(', ')}: whether a name must be covered by a host declared behind its load balancer`,
      )
      .default('when-bound'),
  },
  'an EKS cluster: {"name": "…"}',
);
