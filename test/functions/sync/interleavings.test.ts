import { expect, it } from 'vitest';
import { createV2, deleteV2, foreign, plainA, setAddressType, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { type Chance, type Counts, chanceOf, createInvocations } from '../../stage/interleave.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 300);
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
const HOSTS = ['a.example.com', 'b.example.com', 'c.example.com'];

/** A load balancer of the history, and what a person did to it last. */
interface Player {
  made?: { arn: string; dnsName: string };
  hosts: readonly string[];
  dualstack: boolean;
}

it(`${HISTORIES} random histories end with every name where it belongs`, {
  timeout: 60_000 + 100 * HISTORIES,
}, async () => {
  const counts: Counts = { invocations: 0, killed: 0, failedBefore: 0, failedAfter: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed += 1)
    await live(seed, counts).catch((cause: unknown) => {
      throw new Error(`SEED=${seed} HISTORIES=1: ${(cause as Error).message}`, { cause });
    });
  console.log(JSON.stringify(counts));
  for (const [kind, count] of Object.entries(counts)) expect(count, kind).toBeGreaterThan(0);
});

async function live(seed: number, counts: Counts): Promise<void> {
  const chance = chanceOf(seed);
  const stage = createStage();
  const players: Player[] = Array.from({ length: 1 + chance(3) }, () => ({ hosts: [], dualstack: false }));
  const theirs = new Set<string>();
  const invocations = createInvocations(stage, chance, counts);
  for (let step = 40 + chance(160); step > 0; step -= 1) {
    const what = chance(100);
    if (what < 6) await act(stage, chance, players, theirs);
    else if (what < 8) invocations.kill();
    else if (what < 9) await sweep(stage);
    else if (what < 14) stage.clock.advance(1000 * (chance(30) === 0 ? 4_000 : chance(90)));
    else if (what < 15) stage.settings.policy = chance(3) === 0 ? 'plan' : 'sync';
    else if (what < 24 && invocations.running.length < 3) await invocations.start();
    else await invocations.step();
  }
  stage.settings.policy = 'sync';
  invocations.calm();
  while (invocations.running.length > 0) await invocations.step();
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  expectSettled(stage, players, theirs);
  const calls = { ...stage.route53.calls };
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({ kind: 'load-balancer', id, cause: { event: 'again', eventId: 'again', at: '' } });
  await drain(stage);
  expect(stage.route53.calls, 'a second run').toEqual(calls);
}

async function act(stage: Stage, chance: Chance, players: Player[], theirs: Set<string>): Promise<void> {
  const player = players[chance(players.length)];
  const host = HOSTS[chance(HOSTS.length)] ?? '';
  if (player === undefined) return;
  if (chance(8) === 0) {
    if (theirs.has(host)) await foreign(stage, 'DELETE', plainA(host));
    else if (Object.keys(zoneContents(stage)).some((key) => key.startsWith(host))) return;
    else await foreign(stage, 'CREATE', plainA(host));
    theirs[theirs.has(host) ? 'delete' : 'add'](host);
    return;
  }
  if (player.made === undefined) {
    player.hosts = [host];
    player.dualstack = chance(2) === 0;
    const IpAddressType = player.dualstack ? 'dualstack' : 'ipv4';
    player.made = await createV2(stage, `lb-${players.indexOf(player)}`, host, { IpAddressType });
    return;
  }
  const kind = chance(5);
  if (kind === 0) {
    await deleteV2(stage, player.made);
    delete player.made;
  } else if (kind === 1) {
    await untagV2(stage, player.made);
    player.hosts = [];
  } else if (kind === 2) {
    player.dualstack = !player.dualstack;
    await setAddressType(stage, player.made, player.dualstack ? 'dualstack' : 'ipv4');
  } else {
    player.hosts = HOSTS.filter(() => chance(2) === 0);
    await tagV2(stage, player.made, { 'signpost/hostname': player.hosts.join(' ') });
  }
  // A lost event is made good by the sweep.
  if (chance(6) === 0) stage.queue.pop();
}

function expectSettled(stage: Stage, players: readonly Player[], theirs: ReadonlySet<string>): void {
  const zone = zoneContents(stage);
  for (const host of HOSTS) {
    const found = { A: zone[`${host} A`], AAAA: zone[`${host} AAAA`] };
    const allowed = players
      .filter(({ made, hosts }) => made !== undefined && hosts.includes(host))
      .map(({ made, dualstack }) => ({ A: made?.dnsName, AAAA: dualstack ? made?.dnsName : undefined }));
    if (theirs.has(host))
      expect(found, `${host} is somebody else's`).toEqual({ A: '192.0.2.1', AAAA: undefined });
    else if (allowed.length === 0)
      expect(found, `${host} is asked for by nobody`).toEqual({ A: undefined, AAAA: undefined });
    else expect(allowed, `${host} ${JSON.stringify(found)}`).toContainEqual(found);
  }
}
