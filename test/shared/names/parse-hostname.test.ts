import { expect, it } from 'vitest';
import { parseHostname } from '../../../shared/names/parse-hostname.ts';

const label63 = 'a'.repeat(63);
const name253 = `${label63}.${label63}.${label63}.${'a'.repeat(61)}`;

it.each([
  ['web.example.com', 'web.example.com'],
  ['WEB.Example.COM', 'web.example.com'],
  ['web.example.com.', 'web.example.com'],
  ['+.example.com', '*.example.com'],
  ['*.example.com', '*.example.com'],
  ['+.EXAMPLE.com.', '*.example.com'],
  ['_acme.web.example.com', '_acme.web.example.com'],
  ['a_b.example.com', 'a_b.example.com'],
  ['1.example.com', '1.example.com'],
  ['1.2.3.4.example.com', '1.2.3.4.example.com'],
  ['a--b.example.com', 'a--b.example.com'],
  ['bücher.example.com', 'xn--bcher-kva.example.com'],
  ['BÜCHER.example.com', 'xn--bcher-kva.example.com'],
  ['bu\u0308cher.example.com', 'xn--bcher-kva.example.com'],
  ['faß.example.com', 'xn--fa-hia.example.com'],
  ['+.bücher.example.com.', '*.xn--bcher-kva.example.com'],
  ['_ü.example.com', '_.example.com'.replace('_', 'xn--_-eha')],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['xn--bcher-kva.example.com', 'xn--bcher-kva.example.com'],
  ['ａ.example.com', 'a.example.com'],
  ['localhost', 'localhost'],
  [`${label63}.example.com`, `${label63}.example.com`],
  [name253, name253],
])('%s is %s', (text, host) => {
  expect(parseHostname(text)).toEqual({ ok: host });
});

it.each([
  ['', 'empty'],
  ['.', 'empty'],
  ['+.', 'empty'],
  ['.example.com', 'empty label'],
  ['a..example.com', 'empty label'],
  ['example.com..', 'empty label'],
  ['ü..example.com', 'empty label'],
  [`${label63}a.example.com`, '64 characters'],
  [`${'ü'.repeat(60)}.example.com`, '63 at most'],
  [`${name253}a`, '254 characters'],
  [`*.${name253.slice(1)}`, '254 characters'],
  ['+', 'whole first label'],
  ['*', 'whole first label'],
  ['a.+.example.com', 'whole first label'],
  ['+.+.example.com', 'whole first label'],
  ['a+.example.com', 'whole first label'],
  ['*a.example.com', 'whole first label'],
  ['-a.example.com', 'hyphen'],
  ['a-.example.com', 'hyphen'],
  ['192.0.2.1', 'IP address'],
  ['+.192.0.2.1', 'IP address'],
  ['2001:db8::1', 'IP address'],
  ['0x7f.1', 'number'],
  ['１９２.０.２.１', 'number'],
  ['web.example.com:443', '":"'],
  ['https://web.example.com', '":"'],
  ['web.example.com/x', '"/"'],
  ['ü/x', '"/"'],
  ['ü%2e', '"%"'],
  ['me@example.com', '"@"'],
  ['a=b.example.com', '"="'],
  ['a b.example.com', '" "'],
  ['a,b.example.com', '","'],
  ['a\u0000.example.com', '"\u0000"'],
  ['\u200dü.example.com', 'IDNA'],
  ['xn--a.example.com', 'punycode'],
  ['xn--.example.com', 'hyphen'],
])('%j is refused: %s', (text, reason) => {
  expect(parseHostname(text)).toEqual({ refused: expect.stringContaining(reason) });
});

it.each(['WEB.Example.COM.', '+.bücher.example.com', 'faß.example.com'])(
  'reads %s again as it is',
  (text) => {
    const first = parseHostname(text);
    expect('ok' in first && parseHostname(first.ok)).toEqual(first);
  },
);
