import { expect, it } from 'vitest';
import { ancestorsOf } from '../../../shared/zones/ancestors.ts';

it.each<[string, string, readonly string[]]>([
  ['example.com', 'example.com', []],
  ['a.example.com', 'example.com', []],
  ['a.b.example.com', 'example.com', ['b.example.com']],
  ['a.b.c.example.com', 'example.com', ['c.example.com', 'b.c.example.com']],
  ['*.b.example.com', 'example.com', ['b.example.com']],
  ['*.example.com', 'example.com', []],
  ['a.b.sub.example.com', 'sub.example.com', ['b.sub.example.com']],
  ['a.b.example.org', 'example.com', []],
  ['a.notexample.com', 'example.com', []],
])('of %s in %s', (host, apex, ancestors) => {
  expect(ancestorsOf(host, apex)).toEqual(ancestors);
});
