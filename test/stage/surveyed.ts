import { buildSurvey } from '../../shared/surveys/build-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';

/** The survey of a cluster with Services and Istio's Gateways and nothing else; undefined: it has no Istio. */
export function surveyed(found: {
  readonly cluster: string;
  readonly startedAt: number;
  readonly services: readonly unknown[];
  readonly istioGateways: readonly unknown[] | undefined;
}): Survey {
  const { cluster, startedAt, services, istioGateways } = found;
  const lists = {
    Service: services,
    Ingress: [],
    Namespace: [],
    Gateway: istioGateways,
    VirtualService: istioGateways && [],
  };
  return buildSurvey({ cluster, startedAt, tagPrefix: 'signpost', lists });
}
