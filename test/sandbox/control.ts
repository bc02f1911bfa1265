import { sandboxScale } from './clock/clock.ts';
import type { Control } from './front/front.ts';
import type { Sandbox } from './sandbox.ts';
import type { Policy } from './settings.ts';

/**
 * `GET /_sandbox/calls?service=route53` and `/_sandbox/events`: what was called and emitted so far.
 * Answered when it is done: `POST /_sandbox/pump/stop`, `/_sandbox/pump/start`, `/_sandbox/events/settled` (all are with
 * their targets), `/_sandbox/destroy` (the main stack), `/_sandbox/deploy?policy=plan` (or `version=broken`, or
 * `moved-zone=ZONE` of example.org in its new account).
 * `POST /_sandbox/clock?scale=720`, where the sandbox has a clock of its own; `GET` tells it.
 * `POST /_sandbox/faults?service=route53&kind=unavailable`: see faults/faults.ts. What is asked wrongly is answered with 400.
 */
export function controls(
  { pump, calls, events, settled, deploy, destroyMain, faults, now, run }: Sandbox,
  policyOf: (value: string | undefined) => Policy,
): Control {
  return async (method, path, query) => {
    switch (`${method} ${path}`) {
      case 'GET /_sandbox/calls': {
        const service = query.get('service');
        return calls.filter((call) => service === null || call.service === service);
      }
      case 'GET /_sandbox/events':
        return events;
      case 'POST /_sandbox/events/settled':
        await settled();
        return { events: events.length };
      case 'POST /_sandbox/pump/stop':
        await pump.stop();
        return { pump: 'stopped' };
      case 'POST /_sandbox/pump/start':
        pump.start();
        return { pump: 'started' };
      case 'POST /_sandbox/deploy':
        await deploy(policyOf(query.get('policy') ?? undefined), {
          movedZone: query.get('moved-zone') ?? undefined,
          isBroken: query.get('version') === 'broken',
        });
        return { deployed: true };
      case 'POST /_sandbox/destroy':
        await destroyMain();
        return { destroyed: true };
      case 'POST /_sandbox/faults':
        return faults.set(query);
      case 'POST /_sandbox/clock':
        run(sandboxScale(query.get('scale') ?? '') ?? 1);
        return { now: now() };
      case 'GET /_sandbox/clock':
        return { now: now() };
      default:
        return undefined;
    }
  };
}
