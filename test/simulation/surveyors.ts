import { closingHints } from '../../functions/survey/closing-hints.ts';
import { storeSurvey } from '../../functions/survey/store-survey.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';
import { surveyPorts } from '../stage/drain.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';

/** Clocks of functions are apart by so much at most, in milliseconds. */
export const APART = 3_000;

interface Reading {
  readonly survey: Survey;
  readonly asks: readonly SurveyAsk[];
}

/** Surveys of cluster demo, several at once: each sees the cluster as it began, and is stored when chance lets it end. */
export function createSurveyors({ stage, chance, tally }: History) {
  const readings: Reading[] = [];
  const ports = surveyPorts(stage);

  return {
    /** By the schedule, or for everybody who asked and whose time has come. */
    begin: (): void => {
      const now = stage.clock.now() + chance(2 * APART) - APART;
      const isScheduled = chance(3) === 0;
      const due = isScheduled ? [] : stage.asks.filter(({ notBefore }) => notBefore <= now);
      if (!isScheduled && due.length === 0) return;
      if (isScheduled) tally['survey by schedule'] += 1;
      const isDoubled = due.length > 0 && chance(6) === 0;
      if (isDoubled) tally['ask doubled'] += 1;
      else stage.asks.splice(0, stage.asks.length, ...stage.asks.filter((ask) => !due.includes(ask)));
      if (due.length > 0 && chance(6) === 0) tally['ask lost'] += 1;
      else readings.push({ survey: stage.surveyOf('demo', now), asks: due });
    },
    end: async (isCalm = false): Promise<void> => {
      if (readings.length === 0) return;
      const reading = oneOf(chance, readings);
      readings.splice(readings.indexOf(reading), 1);
      if (stage.clock.now() - reading.survey.startedAt > 2 * APART) tally['survey late'] += 1;
      const changed = await storeSurvey(reading.survey, ports);
      for (const hint of closingHints(reading.survey, reading.asks, changed)) {
        const fate = isCalm ? 9 : chance(8);
        if (fate === 0) tally['closing hint lost'] += 1;
        else stage.put(hint);
        if (fate !== 1) continue;
        tally['closing hint doubled'] += 1;
        stage.put(hint, chance(30));
      }
    },
    isReading: () => readings.length > 0,
  };
}
