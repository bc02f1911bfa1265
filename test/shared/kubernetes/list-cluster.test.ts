import { expect, it } from 'vitest';
import type { KubernetesAnswer, KubernetesGet } from '../../../shared/kubernetes/kubernetes-get.ts';
import { listCluster } from '../../../shared/kubernetes/list-cluster.ts';

/** Keeps every request open until told in which order they are answered. */
function held(answer: (path: string) => KubernetesAnswer | Error) {
  const open: { path: string; settle: () => void }[] = [];
  const get: KubernetesGet = (path) =>
    new Promise((resolve, reject) => {
      const answered = answer(path);
      const settle = () => (answered instanceof Error ? reject(answered) : resolve(answered));
      open.push({ path, settle });
    });
  return { get, open };
}

const LIST = JSON.stringify({ kind: 'List', metadata: {}, items: [] });

it('reads what every cluster has, and discovers both groups, side by side', () => {
  const { get, open } = held(() => ({ status: 200, body: LIST }));
  void listCluster(get).catch(() => {});
  expect(open.map(({ path }) => path)).toEqual([
    '/api/v1/services?limit=500',
    '/api/v1/namespaces?limit=500',
    '/apis/networking.k8s.io/v1/ingresses?limit=500',
    '/apis/networking.istio.io',
    '/apis/gateway.networking.k8s.io',
  ]);
});

it.each<[string, KubernetesAnswer | Error, RegExp]>([
  [
    'every request is refused',
    { status: 401, body: 'Unauthorized' },
    /^GET \/api\/v1\/services was answered 401/,
  ],
  ['nobody answers', new Error('connect ECONNREFUSED'), /^GET \/api\/v1\/services was not answered$/],
])('%s: the same reason, whichever is answered first', async (_, answer, reason) => {
  for (const first of [0, 1, 2, 3, 4]) {
    const { get, open } = held(() => answer);
    const read = listCluster(get);
    const told = expect(read).rejects.toThrow(reason);
    open[first]?.settle();
    for (const { settle } of open) settle();
    await told;
  }
});

it('one list that fails waits for the others, and none of them is taken for the whole', async () => {
  const { get, open } = held((path) =>
    path.startsWith('/apis/networking.k8s.io') ? { status: 500, body: 'etcd' } : { status: 200, body: LIST },
  );
  const told = expect(listCluster(get)).rejects.toThrow(/ingresses was answered 500/);
  for (const { settle } of open.toReversed()) settle();
  await told;
});
