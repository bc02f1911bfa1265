/**
 * Seconds that hints of scheduled sweeps wait in the queue, so that an event that is only late comes first, and what a sweep
 * finds is what no event told.
 */
export const LATE = 60;
