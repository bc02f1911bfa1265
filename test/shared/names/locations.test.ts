import { expect, it } from 'vitest';
import { CONTINENTS, COUNTRIES, US_STATES } from '../../../shared/names/locations.ts';

it('are as many as Route 53 documents', () => {
  expect([CONTINENTS.size, COUNTRIES.size, US_STATES.size]).toEqual([7, 246, 51]);
});

it('are two capitals each', () => {
  for (const code of [...CONTINENTS, ...COUNTRIES, ...US_STATES]) expect(code).toMatch(/^[A-Z]{2}$/);
});

it('have Kosovo and the territories of the US, and no country without IP addresses', () => {
  const codes = ['XK', 'PR', 'VI', 'UA', 'BV', 'CX', 'EH', 'HM', 'UK', 'EU', 'AN'];
  expect(codes.filter((code) => COUNTRIES.has(code))).toEqual(['XK', 'PR', 'VI', 'UA']);
  expect(['DC', 'PR', 'CA'].filter((code) => US_STATES.has(code))).toEqual(['DC', 'CA']);
});
