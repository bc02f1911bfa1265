import type { App } from 'aws-cdk-lib';
import type { SettingsInput } from '../../infra/settings.ts';
import { SignpostStack } from '../../infra/signpost-stack.ts';
import { SignpostStateStack } from '../../infra/state-stack.ts';

export interface Resource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Synthesised {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly terminationProtection: boolean | undefined;
  /** Resources of one type. */
  readonly all: (type: string) => readonly Resource[];
  /** The one resource of that type whose `key` is `value`. */
  readonly one: (type: string, key?: string, value?: string) => Resource;
}

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const VPC = { id: 'vpc-0a1b2c3d', subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] };

/** Everything that the settings can turn on, turned on. */
export const FULL: SettingsInput = {
  policy: 'sync',
  zones: [
    {
      id: 'ZPUBLIC',
      name: 'example.com',
      allow: [
        { names: ['*.blue.example.com', 'shop.example.com'], clusters: ['blue'] },
        { names: ['*.open.example.com'] },
      ],
    },
    { id: 'ZPRIVATE', name: 'example.com', private: true, allow: [{ names: ['*'] }], protect: [] },
    { id: 'ZSUB', name: 'sub.example.com', allow: [{ names: ['*'] }] },
    { id: 'ZPLAIN', name: 'example.net', allow: [{ names: ['*'] }] },
    {
      id: 'ZELSEWHERE',
      name: 'example.org',
      roleArn: 'arn:aws:iam::999988887777:role/dns',
      externalId: 'signpost',
      allow: [{ names: ['*'] }],
    },
  ],
  clusters: [
    { name: 'blue', access: 'managed' },
    { name: 'green' },
    { name: 'inside', vpc: VPC, access: 'managed' },
  ],
};

/** Both stacks of the settings, in one account and Region, without bundling the functions. */
export function templatesOf(app: App, settings: SettingsInput): { state: Synthesised; main: Synthesised } {
  const env = { account: ACCOUNT, region: REGION };
  const state = new SignpostStateStack(app, 'State', { settings, env });
  const main = new SignpostStack(app, 'Main', { settings, env });
  const assembly = app.synth();
  return {
    state: read(assembly.getStackArtifact(state.artifactId)),
    main: read(assembly.getStackArtifact(main.artifactId)),
  };
}

/** Text with its references filled in: `Fn::Join`, the partition; other references as `<Id.Attribute>`. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) throw new Error(`No text: ${JSON.stringify(value)}`);
  if ('Ref' in value) return value.Ref === 'AWS::Partition' ? 'aws' : `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${(value['Fn::GetAtt'] as string[]).join('.')}>`;
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map(text).join(separator);
  }
  throw new Error(`No text: ${JSON.stringify(value)}`);
}

export function arn(resource: Resource): string {
  return `<${resource.id}.Arn>`;
}

interface Template {
  readonly Resources: Readonly<Record<string, Omit<Resource, 'id'>>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

function read(artifact: {
  readonly template: Template;
  readonly terminationProtection?: boolean | undefined;
}): Synthesised {
  const resources = Object.entries(artifact.template.Resources).map(([id, resource]) => ({
    id,
    ...resource,
  }));
  const all = (type: string) => resources.filter((resource) => resource.Type === type);
  return {
    resources,
    outputs: artifact.template.Outputs ?? {},
    terminationProtection: artifact.terminationProtection,
    all,
    one: (type, key, value) => {
      const found = all(type).filter(
        ({ Properties }) => key === undefined || text(Properties[key] ?? '') === value,
      );
      if (found.length !== 1) throw new Error(`${found.length} of ${type} with ${key} = ${value}`);
      return found[0]!;
    },
  };
}
