import { expect, it } from 'vitest';
import { covers } from '../../../shared/surveys/covers.ts';

it.each([
  ['*', 'a.example.com', true],
  ['*', '*.example.com', true],
  ['*', 'com', true],
  ['a.example.com', 'a.example.com', true],
  ['a.example.com', 'b.example.com', false],
  ['a.example.com', 'x.a.example.com', false],
  ['a.example.com', 'xa.example.com', false],
  ['a.example.com', '*.example.com', false],
  ['example.com', 'a.example.com', false],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.c.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['*.example.com', '*.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'badexample.com', false],
  ['*.example.com', 'a.example.com.evil.org', false],
  ['*.b.example.com', '*.example.com', false],
  ['*.b.example.com', 'a.example.com', false],
  ['*.b.example.com', 'b.example.com', false],
  ['*.com', 'a.example.com', true],
])('%s covers %s: %s', (declared, host, expected) => {
  expect(covers(declared, host)).toBe(expected);
});
