import { parseCommand } from '../../../functions/operate/command.ts';
import { promise, target, type Verdict } from '../target.ts';
import { mutated, parsedOf } from '../weird.ts';

const COMMANDS = [
  { command: 'sync', loadBalancer: 'classic/us-east-1/web', by: 'ann' },
  { command: 'sync', name: 'a.example.com', zone: 'Z1' },
  { command: 'sync', all: true },
  { command: 'freeze', scope: 'stack', reason: 'a migration', minutes: 60 },
  { command: 'freeze', scope: { zone: 'Z1', name: 'a.example.com' }, reason: 'a migration', minutes: 60 },
  { command: 'unfreeze', scope: { zone: 'Z1' }, by: 'ann' },
  { command: 'approve', zone: 'Z1', kind: 'removals', names: 30, reason: 'the shop moves' },
  { command: 'status', name: 'a.example.com' },
  { command: 'replay', from: '2026-01-01T00:00:00Z', to: '2026-01-01T06:00:00Z' },
  { command: 'replay', name: 'signpost-us-east-1-1', cancel: true },
  { command: 'redrive', queue: 'undelivered', look: true, most: 100, by: 'ann' },
  { command: 'plan', after: 'classic/us-east-1/web' },
];

export const commands = target({
  name: 'payloads of operate',
  inputs: mutated(COMMANDS).map(parsedOf),
  take: (payload): Verdict => {
    const command = parseCommand(payload);
    const given = Object.keys(payload as object).toSorted();
    promise(JSON.stringify(Object.keys(command).toSorted()) === JSON.stringify(given), 'members were lost');
    return 'accepted';
  },
});
