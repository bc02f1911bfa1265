import { expect, it } from 'vitest';
import {
  splitByController,
  splitByOlderController,
  splitInTree,
  tagsOfManifest,
} from './tags-of-manifest.ts';

const error = 'error';
it.each([
  // annotation, by the controller, by older ones, in-tree
  ['', {}, {}, {}],
  ['a=1,b=2', { a: '1', b: '2' }, { a: '1', b: '2' }, { a: '1', b: '2' }],
  [' a=1 2 ,\n b=2 ', { a: '1 2', b: '2' }, { a: '1 2', b: '2' }, { a: '1 2', b: '2' }],
  ['a=x=y', { a: 'x=y' }, { a: 'x=y' }, { a: 'x' }],
  ['a=', { a: '' }, { a: '' }, { a: '' }],
  ['a=1\\,2', { a: '1,2' }, error, { a: '1\\', 2: '' }],
  ['a=1\\,b=2', { a: '1,b=2' }, { a: '1\\', b: '2' }, { a: '1\\', b: '2' }],
  ['a=1\\', { a: '1\\' }, { a: '1\\' }, { a: '1\\' }],
  ['a=1\\2', { a: '12' }, { a: '1\\2' }, { a: '1\\2' }],
  ['a=1, ', { a: '1,' }, { a: '1' }, { a: '1' }],
  [',a=1', error, { a: '1' }, { a: '1' }],
  ['a=1,,b=2', error, { a: '1', b: '2' }, { a: '1', b: '2' }],
  [' ', error, {}, {}],
  ['a = 1', { a: '1' }, { 'a ': ' 1' }, { 'a ': ' 1' }],
  [' = 1', error, error, {}],
  ['a=1,b', error, error, { a: '1', b: '' }],
  ['a=1,b,c', error, error, { a: '1', b: '', c: '' }],
  ['=1', error, error, {}],
  ['a.example.com', error, error, { 'a.example.com': '' }],
])('%j is split as each controller splits it', (annotation, byController, byOlder, inTree) => {
  const by = (split: typeof splitInTree) => {
    try {
      return split(annotation);
    } catch (cause) {
      expect(cause).toMatchObject({ message: `failed to parse stringMap annotation: ${annotation}` });
      return error;
    }
  };
  expect(by(splitByController)).toEqual(byController);
  expect(by(splitByOlderController)).toEqual(byOlder);
  expect(by(splitInTree)).toEqual(inTree);
});

it('a number is no tag', () => {
  const yaml = 'kind: LoadBalancerConfiguration\nmetadata: {}\nspec: { tags: { signpost/weight: 10 } }';
  expect(() => tagsOfManifest(yaml)).toThrow('10 is no text: put it in quotes');
});
