import { readFileSync } from 'node:fs';
import { Aspects, Stage, Tags } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildApp, type SettingsInput, SignpostStack, SignpostStateStack } from '../../infra/index.ts';
import { READERS } from '../../infra/signpost/cluster-access.ts';
import { scratchApp } from './scratch-app.ts';

const settings: SettingsInput = { name: 'dns', policy: 'plan', zones: [{ id: 'Z1', name: 'example.com' }] };

describe('in an app of somebody else', () => {
  it('both stacks stand in a stage beside other stacks', { timeout: 60_000 }, () => {
    const app = scratchApp();
    const stage = new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } });
    new SignpostStateStack(stage, 'DnsState', { settings });
    new SignpostStack(stage, 'Dns', { settings, tags: { team: 'dns' } });
    const stacks = app.synth().getNestedAssembly('assembly-Prod').stacks;
    expect(stacks.map(({ stackName }) => stackName).toSorted()).toEqual(['dns', 'dns-state']);
  });

  it('Aspects see the stacks', () => {
    const app = scratchApp();
    const { main } = buildApp(app, settings);
    const seen = new Set<string>();
    Aspects.of(app).add({ visit: (node) => seen.add(node.node.path) });
    Tags.of(main).add('team', 'dns');
    app.synth();
    expect(seen).toContain('Main/Sync/Resource');
    expect(seen).toContain('State/Ledger/Resource');
  });

  it('the main stack waits for the state', () => {
    const { state, main } = buildApp(scratchApp(), settings);
    expect(main.dependencies).toContain(state);
  });

  it('settings are checked there too', () => {
    const wrong = { ...settings, zones: [] };
    expect(() => new SignpostStack(scratchApp(), 'Dns', { settings: wrong })).toThrow(
      /signpost\.zones: got \[\]/,
    );
  });
});

describe('cdk.json', () => {
  const file = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: { signpost: SettingsInput } };

  it('holds an example that writes nothing', () => {
    expect(file.context.signpost.policy).toBe('plan');
    expect(() => buildApp(scratchApp(), file.context.signpost)).not.toThrow();
  });
});

describe('the RBAC manifest', () => {
  it('binds the group that access entries put the reader in', () => {
    const documents = parseAllDocuments(readFileSync('k8s/signpost-reader.yaml', 'utf8')).map(
      (document) => document.toJS() as { kind: string; subjects?: { kind: string; name: string }[] },
    );
    const binding = documents.find(({ kind }) => kind === 'ClusterRoleBinding');
    expect(binding?.subjects).toEqual([expect.objectContaining({ kind: 'Group', name: READERS })]);
  });
});
