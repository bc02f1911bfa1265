import type { Control } from './front/front.ts';
import type { Sandbox } from './sandbox.ts';
import type { Policy } from './settings.ts';

/**
 * `GET /_sandbox/calls?service=route53` and `/_sandbox/events`: what was called and emitted so far.
 * `POST /_sandbox/pump/stop`, `/_sandbox/pump/start`, and `/_sandbox/deploy?policy=plan`: answered when it is done.
 */
export function controls(
  { pump, calls, events, deploy }: Sandbox,
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
      case 'POST /_sandbox/pump/stop':
        await pump.stop();
        return { pump: 'stopped' };
      case 'POST /_sandbox/pump/start':
        pump.start();
        return { pump: 'started' };
      case 'POST /_sandbox/deploy':
        await deploy(policyOf(query.get('policy') ?? undefined));
        return { deployed: true };
      default:
        return undefined;
    }
  };
}
