import { expect, it } from 'vitest';
import { servedHost } from '../../../shared/surveys/served-host.ts';

it.each([
  ['a.example.com', 'a.example.com'],
  ['A.Example.COM', 'a.example.com'],
  ['shop/a.example.com', 'a.example.com'],
  ['./a.example.com', 'a.example.com'],
  ['*/a.example.com', 'a.example.com'],
  ['*/*.example.com', '*.example.com'],
  ['*.example.com', '*.example.com'],
  ['*', '*'],
  ['*/*', '*'],
  ['shop/*', '*'],
  ['~/a.example.com', undefined],
  ['~/*', undefined],
  ['a/b/c.example.com', undefined],
  ['', undefined],
  ['shop/', undefined],
  ['/', undefined],
  ['a.*.example.com', undefined],
  ['*x.example.com', undefined],
  ['*.', undefined],
])('%j serves %j', (entry, host) => {
  expect(servedHost(entry)).toBe(host);
});
