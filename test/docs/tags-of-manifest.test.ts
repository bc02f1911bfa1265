import { expect, it } from 'vitest';
import { splitByController, splitInTree, tagsOfManifest } from './tags-of-manifest.ts';

it.each([
  ['a=1,b=2', { a: '1', b: '2' }, { a: '1', b: '2' }],
  [' a=1 2 ,\n b=2, ', { a: '1 2', b: '2' }, { a: '1 2', b: '2' }],
  ['a=x=y', { a: 'x=y' }, { a: 'x' }],
  ['a=', { a: '' }, { a: '' }],
  ['a=1\\,2', { a: '1,2' }, { a: '1\\', 2: '' }],
])('%j is split as each controller splits it', (annotation, byController, inTree) => {
  expect(splitByController(annotation)).toEqual(byController);
  expect(splitInTree(annotation)).toEqual(inTree);
});

it.each(['a=1,b', '=1', 'a.example.com'])('the controller takes none of %j, the in-tree one does', (text) => {
  expect(() => splitByController(text)).toThrow('failed to parse stringMap annotation');
  expect(() => splitInTree(text)).not.toThrow();
});

it('a number is no tag', () => {
  const yaml = 'kind: LoadBalancerConfiguration\nmetadata: {}\nspec: { tags: { signpost/weight: 10 } }';
  expect(() => tagsOfManifest(yaml)).toThrow('10 is no text: put it in quotes');
});
