import type { ObjectRef } from '../../../shared/kubernetes/kinds.ts';
import type { Behind } from '../../../shared/surveys/behind.ts';

/** What stands behind a load balancer, of objects that serve these hosts and carry these annotations. */
export function behind(given: Partial<Pick<Behind, 'serves' | 'annotations'>>): Behind {
  const { serves = {}, annotations = {} } = given;
  const objects = [...new Set([...Object.keys(serves), ...Object.keys(annotations)])].sort() as ObjectRef[];
  return { objects, serves, annotations };
}
