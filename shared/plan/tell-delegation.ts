import type { Delegation } from '../ledger/delegations.ts';

/** `delegated to sub.example.com (ns-1.example.net, ns-2.example.net)` */
export function tellDelegation({ name, servers }: Delegation): string {
  return `delegated to ${name} (${servers.join(', ')})`;
}

/** Why a new record is refused, and what to do. */
export function whyDelegated(delegation: Delegation): string {
  const { name } = delegation;
  return (
    `${tellDelegation(delegation)}: whoever asks for the name is sent there, and no record here would be seen; ` +
    `add the zone ${name} to the settings, remove the NS records of ${name}, or take this name off the tag`
  );
}
