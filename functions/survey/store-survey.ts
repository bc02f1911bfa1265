import { SignpostError } from '../../shared/errors.ts';
import { kindOf } from '../../shared/kubernetes/kinds.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { bindingOf } from '../../shared/surveys/binding.ts';
import { type Changed, changedLoadBalancers } from '../../shared/surveys/changed-load-balancers.ts';
import { rememberDeclared } from '../../shared/surveys/remember-declared.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import type { ListedLoadBalancer, SurveyPorts } from './ports.ts';

/** More writers of one document at once than a queue with a schedule brings about. */
const ATTEMPTS = 5;

type StorePorts = Pick<
  SurveyPorts,
  'readStoredSurvey' | 'writeSurvey' | 'listAllLoadBalancers' | 'listLoadBalancers' | 'tagPrefix'
>;

/**
 * Stores a survey unless a younger one stands, and answers the load balancers for which it says something new. These are
 * found before it is stored: failing after that, a second try would find no difference any more.
 */
export async function storeSurvey(survey: Survey, ports: StorePorts): Promise<readonly LoadBalancerId[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await ports.readStoredSurvey(survey.cluster);
    if (stored?.survey !== undefined && stored.survey.startedAt > survey.startedAt) return [];
    const changed = await idsOf(survey.cluster, changedLoadBalancers(stored?.survey, survey), ports);
    const remembering = rememberDeclared(stored?.survey, survey);
    if ((await ports.writeSurvey(remembering, stored?.etag)) === 'written') return changed;
  }
  throw new SignpostError(
    `The survey of ${survey.cluster} was replaced ${ATTEMPTS} times while it was being stored: it is asked for again.`,
  );
}

/**
 * Those of this Region and account. A cluster's status may show others, which are nobody's here. Of what people put in
 * front of a Service no status says anything: it is found by its tags, which are read only when a Service changed; by
 * DescribeTags, because nobody says how soon the tagging API knows a tag. One whose tags cannot be read is hinted as well:
 * a hint too many is a look.
 */
async function idsOf(
  cluster: string,
  { dnsNames, entrances }: Changed,
  ports: StorePorts,
): Promise<readonly LoadBalancerId[]> {
  const services = new Set(entrances.filter((ref) => kindOf(ref) === 'Service'));
  if (dnsNames.length === 0 && services.size === 0) return [];
  const shown = new Set(dnsNames);
  const listed = await ports.listAllLoadBalancers();
  const isShown = ({ dnsName }: ListedLoadBalancer) => shown.has(dnsName.toLowerCase());
  const others = services.size === 0 ? [] : listed.filter((each) => !isShown(each)).map(({ id }) => id);
  const looks = await ports.listLoadBalancers(others);
  const inFront = [...looks].flatMap(([id, look]) => {
    if (look.kind !== 'present') return look.kind === 'unknown' ? [id] : [];
    const binding = bindingOf(look.loadBalancer.tags, ports.tagPrefix);
    if (binding?.kind !== 'bound' || binding.cluster !== cluster) return [];
    return binding.entrance.kind === 'in front of' && services.has(binding.entrance.object) ? [id] : [];
  });
  return [...listed.filter(isShown).map(({ id }) => id), ...inFront];
}
