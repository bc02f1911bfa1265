import { createV2, deleteV2, tagV2, untagV2 } from './actions.ts';
import { surveyBySchedule } from './drain.ts';
import { breakMesh, type Mesh, OF_MESH, setMesh } from './mesh.ts';
import type { Stage } from './stage.ts';
import type { Cast, Story } from './stories.ts';

const dns = (cast: Cast, name: string): string => cast[name]?.dnsName ?? '';
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };
const at = (cast: Cast, ...hosts: readonly string[]) =>
  Object.fromEntries(hosts.map((host) => [`${host} A`, dns(cast, 'mesh')]));

/** A Service that shows the load balancers mesh and next, with an annotation for these names or Gateways that serve them. */
function asking(cast: Cast, by: 'annotation' | 'hosts', ...hosts: readonly string[]): Mesh {
  const shows = ['mesh', 'next'].flatMap((name) => dns(cast, name) || []);
  if (by === 'hosts') return { shows, serves: { 'Gateway/istio/gw': hosts } };
  const key = 'external-dns.alpha.kubernetes.io/hostname';
  return { shows, annotations: { 'Service/istio/gateway': { [key]: hosts.join() } } };
}

async function resurvey(stage: Stage, mesh?: Mesh): Promise<void> {
  stage.clock.advance(120_000);
  if (mesh) setMesh(stage, mesh);
  else breakMesh(stage);
  await surveyBySchedule(stage, 'demo');
}

const storyOf = (by: 'annotation' | 'hosts'): Story => ({
  name: `names by ${by === 'hosts' ? 'served hosts' : 'an annotation'} come, change, stay unread, are handed over and go`,
  noGap: ['a.example.com'],
  steps: [
    {
      told: 'the load balancer is there, and what stands behind it asks for two names',
      act: async (stage, cast) => {
        stage.settings.sources = ['tags', 'annotations', 'hosts'];
        cast['mesh'] = await createV2(stage, 'mesh', undefined, { tags: OF_MESH });
        setMesh(stage, asking(cast, by, 'a.example.com', 'b.example.com'));
      },
      zone: (cast) => at(cast, 'a.example.com', 'b.example.com'),
    },
    {
      told: 'one of them changes: the other stays, and what is missed twice goes',
      act: (stage, cast) => resurvey(stage, asking(cast, by, 'a.example.com', 'c.example.com')),
      zone: (cast) => at(cast, 'a.example.com', 'c.example.com'),
    },
    {
      told: 'the cluster cannot be read: all stay',
      act: (stage) => resurvey(stage),
      zone: (cast) => at(cast, 'a.example.com', 'c.example.com'),
    },
    {
      told: 'a tag asks for one of them as well',
      act: (stage, cast) => tagV2(stage, who(cast, 'mesh'), { 'signpost/hostname': 'a.example.com' }),
      zone: (cast) => at(cast, 'a.example.com', 'c.example.com'),
    },
    {
      told: 'and no longer, while nobody can read whether the cluster still does',
      act: (stage, cast) => untagV2(stage, who(cast, 'mesh')),
      zone: (cast) => at(cast, 'a.example.com', 'c.example.com'),
    },
    {
      told: 'it can be read again, and asks for one',
      act: (stage, cast) => resurvey(stage, asking(cast, by, 'a.example.com')),
      zone: (cast) => at(cast, 'a.example.com'),
    },
    {
      told: 'another load balancer of the Service takes it over when the first one goes',
      act: async (stage, cast) => {
        cast['next'] = await createV2(stage, 'next', undefined, { tags: OF_MESH });
        await resurvey(stage, asking(cast, by, 'a.example.com'));
        await deleteV2(stage, who(cast, 'mesh'));
      },
      zone: (cast) => ({ 'a.example.com A': dns(cast, 'next') }),
    },
    {
      told: 'nothing asks for it any more',
      act: (stage, cast) => resurvey(stage, asking(cast, by)),
      zone: () => ({}),
    },
  ],
});

/** Names that what stands behind a load balancer asks for: only a survey can miss them. */
export const sourceStories: readonly Story[] = [storyOf('annotation'), storyOf('hosts')];
