import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOf, tagsOf } from '../arrangements/command-line.ts';
import { runCommand } from '../arrangements/commands.ts';
import { FOLDER, pageOf, pages } from '../arrangements/page.ts';
import type { Scene } from '../arrangements/scene.ts';
import { createV2, untagV2 } from '../stage/actions.ts';
import { drain } from '../stage/drain.ts';
import { nameRow } from '../stage/rows.ts';
import { createStage } from '../stage/stage.ts';
import { surveyed } from '../stage/surveyed.ts';
import { sweep } from '../stage/sweep.ts';
import { zoneContents } from '../stage/zone-contents.ts';

const INDEX = readFileSync(`${FOLDER}/README.md`, 'utf8');
const MANIFESTS = 'test/arrangements/manifests';
const all = pages();

describe('docs/arrangements', () => {
  it.each(all)('$name: its manifests are the files below test/', async ({ name, manifests }) => {
    for (const [file, text] of manifests)
      await expect(text).toMatchFileSnapshot(resolve(MANIFESTS, name, file));
    expect(readdirSync(join(MANIFESTS, name)).toSorted()).toEqual([...manifests.keys()].toSorted());
  });

  it('has manifests of no other page', () => {
    expect(readdirSync(MANIFESTS).toSorted()).toEqual(all.map(({ name }) => name));
  });

  it('applies every manifest that it has', () => {
    for (const { name, manifests, stories } of all) {
      const applied = stories
        .flatMap(({ steps }) => steps)
        .flatMap((step) =>
          step.kind === 'commands' ? step.commands.flatMap(({ options }) => options.get('-f') ?? []) : [],
        );
      expect(new Set(applied), name).toEqual(new Set(manifests.keys()));
    }
  });

  it('has clusters of its own on each page', () => {
    const names = all.flatMap(({ clusters }) => clusters.map(({ name }) => name));
    expect(names).toEqual([...new Set(names)]);
  });

  it('has a row in the index for every page, and links to files that there are', () => {
    const listed = [...INDEX.matchAll(/^\|.*\]\(([a-z-]+)\.md[)#]/gm)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(new Set(all.map(({ name }) => name)));
    for (const text of [INDEX, ...all.map((page) => page.text)])
      for (const [, link = ''] of text.matchAll(/\]\(((?!https?:)[^)#]+)[^)]*\)/g))
        expect(existsSync(join(FOLDER, link)), link).toBe(true);
  });
});

describe('the reader of pages', () => {
  const settings = '```json\n{ "clusters": [] }\n```\n';

  it.each([
    ['no settings', '# Page\n', 'no block of settings'],
    [
      'a manifest without a file',
      `${settings}\`\`\`yaml\nkind: Service\n\`\`\`\n`,
      '"# FILE.yaml" comes first',
    ],
    ['a block that nobody runs', `${settings}\`\`\`bash\nls\n\`\`\`\n`, 'nobody runs a block of "bash"'],
  ])('%s is an error', (_, text, message) => {
    expect(() => pageOf('page', text)).toThrow(message);
  });

  it('runs no command that it does not know', async () => {
    const [command] = commandsOf('helm uninstall external-dns');
    const run = command && runCommand(command, {} as Scene);
    await expect(run).rejects.toThrow('Nobody here runs "helm uninstall external-dns"');
  });

  it('takes commands apart as a shell does', () => {
    const [one, two] = commandsOf(
      "NLB=$(aws elbv2 describe-load-balancers --names a --query 'x y')\n# no command\naws elb add-tags \\\n  --tags Key=a,Value='b c' Key=d,Value=e=f -f x -f y",
    );
    expect(one).toMatchObject({ name: 'aws elbv2 describe-load-balancers', variable: 'NLB' });
    expect(one?.options.get('--query')).toEqual(['x y']);
    expect(two?.name).toBe('aws elb add-tags');
    expect(two && tagsOf(two)).toEqual({ a: 'b c', d: 'e=f' });
    expect(two?.options.get('-f')).toEqual(['x', 'y']);
  });
});

it('by-hand.md: what is told of clusters that leave the settings is so', async () => {
  const stage = createStage({ clusters: [{ name: 'outside' }] });
  const tags = { 'signpost/cluster': 'outside', 'signpost/service': 'istio/gateway' };
  stage.surveyOf = (cluster, startedAt) =>
    surveyed({
      cluster,
      startedAt,
      services: [{ metadata: { namespace: 'istio', name: 'gateway' }, spec: { type: 'NodePort' } }],
      istioGateways: [],
    });
  const web = await createV2(stage, 'web', 'a.example.com', { tags });
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
  stage.settings.clusters = [];
  await sweep(stage);
  await createV2(stage, 'new', 'b.example.com', { tags });
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
  const [kept] = Object.values(nameRow(stage, 'a.example.com')?.claims ?? {});
  expect(kept?.outcome).toBe('kept');
  // The same reason as of the load balancer on the page, whose cluster was never there.
  const page = all.find(({ name }) => name === 'by-hand')?.text.replaceAll(/\s+/g, ' ');
  expect(page).toContain(kept?.reason.replace('cluster outside', 'cluster forgotten'));
  await untagV2(stage, web);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({});
});
