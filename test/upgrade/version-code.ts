import { pathToFileURL } from 'node:url';
import type { closingHints } from '../../functions/survey/closing-hints.ts';
import type { storeSurvey } from '../../functions/survey/store-survey.ts';
import type { SweepRun, SweepWorld } from '../../functions/sweep/ports.ts';
import type { Ports } from '../../functions/sync/ports.ts';
import type { sync } from '../../functions/sync/sync.ts';
import type { ListLedgerRows, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import type { awsPorts } from '../stage/aws-ports.ts';
import { surveyPorts } from '../stage/drain.ts';
import { CALLER, type Queued, type Stage, TABLE } from '../stage/stage.ts';
import type { surveyed } from '../stage/surveyed.ts';
import { type Cast, manifestsOf } from './scene.ts';
import { VERSIONS } from './settled.ts';

/** The functions of a version, as its bundle has them (make-version.ts). Their types are those of today as far as used. */
interface Code {
  readonly SCHEMA: number;
  readonly sync: typeof sync;
  readonly sweep: (
    world: SweepWorld,
    settings: Stage['settings'],
    run: SweepRun | string,
  ) => Promise<unknown>;
  readonly storeSurvey: typeof storeSurvey;
  readonly closingHints: typeof closingHints;
  readonly awsPorts: typeof awsPorts;
  readonly listLedgerRows: typeof listLedgerRows;
  readonly surveyed: typeof surveyed;
}

/** A version's functions over a stage: they share its world, its queue and its clock, and keep documents of their own form. */
export interface Deployed {
  /** Works off the queue for so many milliseconds. What failed waits in it. */
  readonly work: (milliseconds: number) => Promise<readonly Error[]>;
  readonly sweep: () => Promise<void>;
  readonly survey: () => Promise<void>;
}

/** How long a hint that failed stays away. Milliseconds. */
const PAUSE = 60_000;

export async function deploy(schema: number, stage: Stage, cast: Cast): Promise<Deployed> {
  // As a URL, which the test runner leaves to Node.
  const at = pathToFileURL(`${VERSIONS}/${schema}/code.mjs`).href;
  const code = (await import(/* @vite-ignore */ at)) as Code;
  const { clock, run, settings, table, elb, zone, queue } = stage;
  const documents = new Map<string, Survey>();
  const aws = code.awsPorts({ table, elb, route53: () => zone }, TABLE, CALLER, settings, run);
  const ports: Ports = { ...stage.ports, ...aws, readSurvey: async (cluster) => documents.get(cluster) };
  const listRows: ListLedgerRows = code.listLedgerRows(table, TABLE);

  const survey = async (asks: Parameters<typeof closingHints>[1] = []) => {
    const found = code.surveyed({ cluster: 'demo', startedAt: clock.now(), ...manifestsOf(cast) });
    const changed = await code.storeSurvey(found, {
      ...surveyPorts(stage),
      readStoredSurvey: async (cluster) => {
        const stored = documents.get(cluster);
        return stored && { survey: stored, etag: String(stored.startedAt) };
      },
      writeSurvey: async (written) => {
        documents.set(written.cluster, written);
        return 'written';
      },
    });
    for (const hint of code.closingHints(found, asks, changed)) stage.put(hint);
  };

  return {
    survey: () => survey(),
    sweep: async () => {
      const { listAllLoadBalancers } = stage;
      const { readZoneRows, writeRows, writeHints, bookTokens, listRecordSets } = ports;
      const { now } = clock;
      const { newId, pause } = run;
      const world = {
        now,
        newId,
        pause,
        listAllLoadBalancers,
        listLedgerRows: listRows,
        readZoneRows,
        writeRows,
        bookTokens,
        listRecordSets,
      };
      const { remaining } = run;
      const full = { runId: 'sweep', isScheduled: true, remaining, tellUnread: () => undefined };
      const asked = schema < 5 ? 'sweep' : full;
      await code.sweep({ ...world, writeHints }, settings, asked);
    },
    work: async (milliseconds) => {
      const end = clock.now() + milliseconds;
      const errors: Error[] = [];
      for (;;) {
        const next = Math.min(...queue.map(({ readyAt }) => readyAt));
        if (next > end) break;
        clock.advance(Math.max(0, next - clock.now()));
        const isReady = ({ readyAt }: Queued) => readyAt <= clock.now();
        const batch = queue.filter(isReady);
        queue.splice(0, queue.length, ...queue.filter((each) => !isReady(each)));
        for (const { hint, error } of await code.sync(batch, ports, run, settings)) {
          errors.push(error);
          queue.push({ ...(hint as Queued), readyAt: clock.now() + PAUSE });
        }
        const asks = stage.asks.splice(0);
        clock.advance(Math.max(0, ...asks.map(({ notBefore }) => notBefore - clock.now())));
        if (asks.length > 0) await survey(asks);
      }
      clock.advance(Math.max(0, end - clock.now()));
      return errors;
    },
  };
}
