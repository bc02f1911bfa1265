import * as z from 'zod';

const text = z.string('a text').min(1, 'a text that is not empty');

/** A cause in a message of our own. */
export const causeSchema = z.object(
  {
    event: text,
    eventId: text,
    at: text,
    principal: text.exactOptional(),
    via: text.exactOptional(),
    replay: text.exactOptional(),
  },
  'an object',
);
