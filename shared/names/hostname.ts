declare const brand: unique symbol;

/** Lower case, ASCII (IDNA), no trailing dot; `*` only as the whole first label. Only `parseHostname` makes one. */
export type Hostname = string & { readonly [brand]: 'Hostname' };
